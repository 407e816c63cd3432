import { useHotkeys } from '@mantine/hooks';

/** Ctrl+S saves, from inside a field too. */
export function useSaveKey(save: () => void): void {
  useHotkeys([['mod+S', save]], []);
}
