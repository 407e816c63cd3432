/** How far the first run has come: what Início shows until it is done. */
import { useCall } from './queries.ts';
import { useStatus } from './status.ts';

export const firstSteps = ['company', 'secrets', 'practice', 'clients', 'settled'] as const;
export type FirstStep = (typeof firstSteps)[number];

export interface FirstStepsState {
  readonly done: ReadonlySet<FirstStep>;
  /** The first step that is left; undefined when all are done. */
  readonly next: FirstStep | undefined;
}

/** Undefined until the core has answered. */
export function useFirstSteps(): FirstStepsState | undefined {
  const status = useStatus().data;
  const security = useCall('security.status', {}).data;
  if (!status || !security) return undefined;
  const isDone: Readonly<Record<FirstStep, boolean>> = {
    company: status.hasCompany,
    secrets: security.state !== 'not-set-up',
    practice: status.hasPracticeAccount,
    clients: status.hasClients,
    settled: status.hasSettledTitulo,
  };
  return {
    done: new Set(firstSteps.filter((step) => isDone[step])),
    next: firstSteps.find((step) => !isDone[step]),
  };
}
