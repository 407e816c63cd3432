import type { AccountRow } from '../../preload/contract/accounts.ts';
import { usePractice } from '../api/practice.ts';
import { useCall } from '../api/queries.ts';
import { environmentTexts } from '../text/states.ts';

export interface AccountChoice {
  readonly id: number;
  readonly label: string;
}

/** The accounts that can issue, those of the shown side (practice or real money) first. */
export function useAccountChoices() {
  const accounts = useCall('accounts.list', {});
  const isPractice = usePractice();
  const active = (accounts.data ?? []).filter(({ isActive }) => isActive);
  const isOfSide = ({ environment }: AccountRow): boolean =>
    (environment !== 'production') === isPractice;
  const ordered = [...active.filter(isOfSide), ...active.filter((row) => !isOfSide(row))];
  return {
    choices: ordered.map(({ id, label, environment }) => ({
      id,
      label: `${label} (${environmentTexts[environment]})`,
    })),
    accounts: ordered,
    isLoading: accounts.isPending,
    error: accounts.error,
  };
}
