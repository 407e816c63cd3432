import { IconFileInvoice, IconUser, type Icon } from '@tabler/icons-react';
import { assertNever } from '../../../domain/assert-never.ts';
import type { SearchHit } from '../../../preload/contract/system.ts';
import { useCall } from '../../api/queries.ts';
import { paths } from '../../ui/paths.ts';

/** Somewhere to go. */
export interface Place {
  readonly path: string;
  readonly label: string;
  readonly detail: string;
  readonly icon: Icon;
}

const SHORTEST_QUERY = 2;
const LONGEST_QUERY = 100;

/** Clients and títulos that the core finds for a text, a CPF, a number or a bar code. */
export function useHits(text: string) {
  const wanted = withoutMarks(text).slice(0, LONGEST_QUERY);
  const answer = useCall(
    'search.find',
    { text: wanted },
    { isEnabled: wanted.length >= SHORTEST_QUERY, keepsPrevious: true },
  );
  const hits = wanted.length >= SHORTEST_QUERY ? (answer.data ?? []) : [];
  return {
    places: hits.map(placeOf),
    // What is merely asked again, because something changed, is there to be opened already.
    isAwaited: answer.isEnabled && (answer.isPending || answer.isPlaceholderData),
    error: answer.error,
  };
}

/** Places whose name holds the text, accents and case aside. */
export function matchingPlaces(places: readonly Place[], text: string): readonly Place[] {
  const wanted = plain(text);
  return places.filter((place) => plain(place.label).includes(wanted));
}

/** A linha digitável is typed and pasted with dots and blanks; the core looks it up without them. */
function withoutMarks(text: string): string {
  const bare = text.replace(/[\s.\-/]/g, '');
  return /^\d{11,}$/.test(bare) ? bare : text.trim();
}

function placeOf(hit: SearchHit): Place {
  switch (hit.kind) {
    case 'client':
      return { path: paths.client(hit.id), label: hit.label, detail: hit.detail, icon: IconUser };
    case 'titulo':
      return {
        path: paths.titulo(hit.id),
        label: hit.label,
        detail: hit.detail,
        icon: IconFileInvoice,
      };
    default:
      return assertNever(hit.kind);
  }
}

function plain(text: string): string {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
