import { useCall } from '../../api/queries.ts';
import { CallbackDeadline } from '../../ui/callback-deadline.tsx';

/** Deadlines pass by the clock alone. */
const EVERY_MS = 60_000;

/** Of each account that no callback reaches, how long its gateway still tries. */
export function Deadlines() {
  const accounts = useCall('accounts.list', {}, { everyMs: EVERY_MS }).data ?? [];
  return accounts.map(({ id, label, callbackDeadline }) => (
    <CallbackDeadline key={id} deadline={callbackDeadline} account={label} />
  ));
}
