/** Addresses of payloads (pix.md 1.3): made free, taken by a charge, let go again. */
import { randomUUID } from 'node:crypto';
import type { Location } from '../store/pix/charge.ts';
import type { PixContext } from './context.ts';
import { flagOf, parametersOf, readList } from './paging.ts';
import { Refusal } from './refusal.ts';
import { accept } from './validation.ts';
import { locationView } from './views.ts';
import { locationSchema } from './wire.ts';

/** POST /loc. */
export function createLocation(context: PixContext, body: unknown): unknown {
  const refusing = { type: 'PayloadLocationOperacaoInvalida', name: 'loc' } as const;
  const { tipoCob } = accept(locationSchema, body, refusing);
  const token = randomUUID().replaceAll('-', '');
  const id = context.locations.add(token, tipoCob, context.now());
  return locationView(context, findLocation(context, String(id)));
}

/** The location of that id, else 404. */
export function findLocation(context: PixContext, id: string): Location {
  const location = /^\d{1,15}$/.test(id) ? context.locations.byId(Number(id)) : undefined;
  if (location === undefined) throw new Refusal('PayloadLocationNaoEncontrado');
  return location;
}

/** GET /loc. */
export function listLocations(context: PixContext, query: URLSearchParams): unknown {
  const list = readList(context, query, { type: 'PayloadLocationConsultaInvalida' });
  const filter = {
    from: list.from,
    to: list.to,
    kind: query.get('tipoCob') ?? undefined,
    hasTxid: flagOf(query, 'txIdPresente'),
  };
  const total = context.locations.count(filter);
  const rows = context.locations.list(filter, list.page);
  return {
    parametros: parametersOf(context, list, total),
    loc: rows.map((location) => locationView(context, location)),
  };
}

/** DELETE /loc/:id/txid: the charge stays, without an address that payers could read. */
export function unlinkLocation(context: PixContext, location: Location): unknown {
  context.ports.store.transaction(() => {
    const charge = location.txid === null ? undefined : context.charges.byTxid(location.txid);
    if (charge !== undefined) context.charges.save({ ...charge, locationId: null });
    context.locations.link(location.id, null);
  });
  return locationView(context, { ...location, txid: null });
}
