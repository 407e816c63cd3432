/** What the panel shows, kept in the address: going back from a charge finds the same list. */
import { useSearchParams } from 'react-router';
import { addDays, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { addMs, instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import { noticeOutcomes, type NoticeOutcome } from '../../../domain/simulator-panel.ts';
import type { NoticeFilter } from '../../../preload/contract/simulator.ts';

export const panelParts = ['charges', 'notices', 'urls', 'faults', 'clock'] as const;
export type PanelPart = (typeof panelParts)[number];

export interface SimulatorQuery {
  readonly gateway: string | undefined;
  readonly part: PanelPart;
  readonly text: string;
  readonly status: string | undefined;
  readonly charge: string;
  readonly outcome: NoticeOutcome | undefined;
  readonly from: CivilDate | undefined;
  readonly to: CivilDate | undefined;
  readonly notices: NoticeFilter;
  readonly setGateway: (gateway: string) => void;
  readonly setPart: (part: PanelPart) => void;
  readonly setText: (text: string) => void;
  readonly setStatus: (status: string | null) => void;
  readonly setCharge: (charge: string) => void;
  readonly setOutcome: (outcome: NoticeOutcome | undefined) => void;
  readonly setFrom: (on: CivilDate | null) => void;
  readonly setTo: (on: CivilDate | null) => void;
  /** Forgets the filters, and stays at the gateway and the part. */
  readonly clear: () => void;
}

export function useSimulatorQuery(): SimulatorQuery {
  const [search, setSearch] = useSearchParams();
  const change = (values: Readonly<Record<string, string | null | undefined>>): void =>
    setSearch((before) => changed(before, values), { replace: true });
  const read = readSearch(search);
  return {
    ...read,
    // The statuses of one gateway mean nothing at another, and neither do its numbers.
    setGateway: (gateway) => change({ ...noFilter, gateway }),
    setPart: (part) => change({ parte: part }),
    setText: (text) => change({ busca: text }),
    setStatus: (status) => change({ situacao: status }),
    setCharge: (charge) => change({ cobranca: charge }),
    setOutcome: (outcome) => change({ entrega: outcome }),
    setFrom: (on) => change({ de: on }),
    setTo: (on) => change({ ate: on }),
    clear: () => change(noFilter),
  };
}

const noFilter = {
  busca: null,
  situacao: null,
  cobranca: null,
  entrega: null,
  de: null,
  ate: null,
} as const;

function changed(
  before: URLSearchParams,
  values: Readonly<Record<string, string | null | undefined>>,
): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === '') after.delete(name);
    else after.set(name, value);
  }
  return after;
}

function readSearch(search: URLSearchParams) {
  const charge = search.get('cobranca') ?? '';
  const outcome = noticeOutcomes.find((known) => known === search.get('entrega'));
  const from = dateOf(search.get('de'));
  const to = dateOf(search.get('ate'));
  return {
    gateway: search.get('gateway') ?? undefined,
    part: panelParts.find((known) => known === search.get('parte')) ?? ('charges' as const),
    text: search.get('busca') ?? '',
    status: search.get('situacao') ?? undefined,
    charge,
    outcome,
    from,
    to,
    notices: {
      ...(charge === '' ? {} : { charge }),
      ...(outcome === undefined ? {} : { outcome }),
      ...periodOf(from, to),
    },
  };
}

/** Whole days of São Paulo, both ends within. */
export function periodOf(
  from: CivilDate | null | undefined,
  to: CivilDate | null | undefined,
): { readonly from?: Instant; readonly to?: Instant } {
  return {
    ...(from ? { from: instantInSaoPaulo(`${from} 00:00:00`) } : {}),
    ...(to ? { to: addMs(instantInSaoPaulo(`${addDays(to, 1)} 00:00:00`), -1) } : {}),
  };
}

function dateOf(text: string | null): CivilDate | undefined {
  return text !== null && isCivilDate(text) ? text : undefined;
}
