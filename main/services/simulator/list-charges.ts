import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';
import { ourCharge } from './our-charge.ts';
import { nextOffset, offsetOf } from './paging.ts';
import type { ToldCharge } from './told.ts';

export interface ChargeListQuery {
  readonly gateway: string;
  readonly filter: { readonly text?: string | undefined; readonly status?: string | undefined };
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The charges of a simulated gateway, newest first, each with our título where it is one of ours. */
export async function listSimulatedCharges(
  tools: Pick<Tools, 'books'>,
  simulator: SimulatorControl,
  { gateway, filter, after, limit }: ChargeListQuery,
) {
  const offset = offsetOf(after);
  const { text, status } = filter;
  const told = await simulator.panel.charges(gateway, {
    search: text === '' ? undefined : text,
    status,
    limit,
    offset,
  });
  const rows = told.map((charge, index) =>
    chargeRow(tools, gateway, { charge, position: offset + index }),
  );
  return { rows, ...nextOffset(offset, rows.length, limit) };
}

/** A charge as a row, without its codes. */
export function chargeRow(
  tools: Pick<Tools, 'books'>,
  gateway: string,
  { charge, position }: { readonly charge: ToldCharge; readonly position: number },
) {
  const { id, groupId, parcel, customId, status, totalCents, dueTodayCents } = charge;
  const { dueOn, payer, createdAt } = charge;
  const ours = ourCharge(tools, gateway, charge);
  const titulo = ours === undefined ? undefined : tools.books.titulos.getById(ours.tituloId);
  return {
    position,
    id,
    groupId,
    parcel,
    customId,
    status,
    totalCents,
    dueTodayCents,
    dueOn,
    payer,
    createdAt,
    tituloId: titulo?.id ?? null,
    tituloNumber: titulo?.number ?? null,
  };
}
