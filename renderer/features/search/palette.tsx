/** The palette: a client, a CPF, a título, a scanned bar code, a screen or a command, by keyboard alone. */
import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { uiText } from '../../text/ui.ts';
import { searchText } from '../../text/search.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { matchingPlaces, useHits, type Place } from './hits.ts';
import styles from './palette.module.css';

interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Screens and commands that can be reached from everywhere. */
  readonly places: readonly Place[];
}

/** Quiet time after the last key before the core is asked. */
const TYPING_MS = 120;
const LIST_ID = 'palette-results';

export function Palette({ isOpen, onClose, places }: PaletteProps) {
  // Opened again while it still fades away, it must not go on with what was typed before.
  const [closings, setClosings] = useState(0);
  const close = (): void => {
    setClosings(closings + 1);
    onClose();
  };
  return (
    <Modal.Root opened={isOpen} onClose={close} size={600} yOffset="10vh" padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={searchText.title}>
        <Modal.Body>
          <Search key={closings} places={places} onClose={close} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ places, onClose }: Omit<PaletteProps, 'isOpen'>) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, TYPING_MS);
  const [selected, setSelected] = useState(0);
  // A scanner sends Enter before the core has answered: the answer is then opened as it comes.
  const [isEnterPending, setIsEnterPending] = useState(false);
  const hits = useHits(asked);
  const isSettled = asked === text && !hits.isAwaited;
  const found = [...hits.places, ...matchingPlaces(places, text)];

  const open = (place: Place | undefined): void => {
    if (!place) return;
    onClose();
    void navigate(place.path);
  };
  useEffect(() => {
    if (!isEnterPending || !isSettled) return;
    setIsEnterPending(false);
    open(found[selected]);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setSelected((selected + step + found.length) % found.length);
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (isSettled) open(found[selected]);
    else setIsEnterPending(true);
  };
  return (
    <div className={styles['palette']}>
      <TextInput
        size="md"
        variant="unstyled"
        className={styles['input'] ?? ''}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={LIST_ID}
        aria-label={searchText.placeholder}
        {...(found[selected] ? { 'aria-activedescendant': optionId(selected) } : {})}
        placeholder={searchText.placeholder}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setSelected(0);
          setIsEnterPending(false);
        }}
        onKeyDown={onKeyDown}
      />
      <Results found={found} selected={selected} onOpen={open} />
      <ErrorAlert error={hits.error} />
      {found.length === 0 && !hits.error && (
        <p className={styles['nothing']} role="status">
          {isSettled ? searchText.nothing : uiText.loading}
        </p>
      )}
    </div>
  );
}

interface ResultsProps {
  readonly found: readonly Place[];
  readonly selected: number;
  readonly onOpen: (place: Place) => void;
}

function Results({ found, selected, onOpen }: ResultsProps) {
  return (
    <div role="listbox" id={LIST_ID} aria-label={searchText.results} className={styles['list']}>
      {found.map((place, index) => (
        <div
          key={`${place.path} ${place.label}`}
          id={optionId(index)}
          role="option"
          aria-selected={index === selected}
          className={styles['option']}
          ref={(option) => {
            if (index === selected) option?.scrollIntoView({ block: 'nearest' });
          }}
          onClick={() => onOpen(place)}
        >
          <place.icon size={18} stroke={1.6} aria-hidden />
          <span className={styles['label']}>{place.label}</span>
          <span className={styles['detail']}>{place.detail}</span>
        </div>
      ))}
    </div>
  );
}

function optionId(index: number): string {
  return `palette-option-${String(index)}`;
}
