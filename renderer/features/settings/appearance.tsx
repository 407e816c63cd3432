import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { settingsText } from '../../text/settings.ts';
import { Section } from '../../ui/section.tsx';

const text = settingsText.appearance;
const choices = [
  { value: 'auto', label: text.choices.auto },
  { value: 'light', label: text.choices.light },
  { value: 'dark', label: text.choices.dark },
] as const;

/** Light, dark, or as the system has it; applies at once. */
export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title={text.title}>
      <SegmentedControl
        aria-label={text.label}
        data={[...choices]}
        value={colorScheme}
        onChange={setColorScheme}
      />
    </Section>
  );
}
