/** cob and cobv: make, revise, remove, show, list (pix.md 1.3, 1.6, 1.7). */
import { randomUUID } from 'node:crypto';
import type { Charge, ChargeKind, Location } from '../store/pix/charge.ts';
import type { PixContext } from './context.ts';
import { centsOf } from './money.ts';
import { flagOf, parametersOf, readList } from './paging.ts';
import { receive } from './payments.ts';
import { Refusal } from './refusal.ts';
import { checkCob, checkCobv, lookupType, missingType, operationType } from './rules.ts';
import { accept } from './validation.ts';
import { chargeView, fullChargeView } from './views.ts';
import {
  cobPatchSchema,
  cobSchema,
  cobvPatchSchema,
  cobvSchema,
  type CobPatch,
  type CobvPatch,
} from './wire.ts';

const TXID = /^[a-zA-Z0-9]{26,35}$/;

/** Up to this amount Efí's homologação pays by itself (efi.md 6.4), in centavos. */
const SMALL_CENTS = 1000;

/** What a request says of a charge, the address apart: that one may change without a revision. */
type Draft = (
  | Pick<Extract<Charge, { kind: 'cob' }>, 'kind' | 'content'>
  | Pick<Extract<Charge, { kind: 'cobv' }>, 'kind' | 'content'>
) & { readonly locationId: number | undefined };

/** PUT /cob/:txid and PUT /cobv/:txid. */
export function putCharge(context: PixContext, kind: ChargeKind, call: ChargeCall): unknown {
  checkTxid(kind, call.txid);
  const draft = readDraft(context, kind, call.body);
  const existing = context.charges.byTxid(call.txid);
  const charge = context.ports.store.transaction(() =>
    existing === undefined ? issue(context, call.txid, draft) : putAgain(context, existing, draft),
  );
  return chargeView(context, charge);
}

interface ChargeCall {
  readonly txid: string;
  readonly body: unknown;
}

/** POST /cob: the bank chooses the txid. */
export function postCob(context: PixContext, body: unknown): unknown {
  const draft = readDraft(context, 'cob', body);
  const txid = randomUUID().replaceAll('-', '');
  return chargeView(
    context,
    context.ports.store.transaction(() => issue(context, txid, draft)),
  );
}

function checkTxid(kind: ChargeKind, txid: string): void {
  if (TXID.test(txid)) return;
  const razao = 'O txid precisa ter de 26 a 35 letras e algarismos.';
  throw new Refusal(operationType(kind), [{ razao, propriedade: 'txid', valor: txid }]);
}

function readDraft(context: PixContext, kind: ChargeKind, body: unknown): Draft {
  const refusing = { type: operationType(kind), name: kind };
  if (kind === 'cob') {
    const { loc, ...content } = accept(cobSchema, body, refusing);
    checkCob(context, content);
    return { kind, content, locationId: loc?.id };
  }
  const { loc, ...content } = accept(cobvSchema, body, refusing);
  checkCobv(context, content, { isNewDueDate: true });
  return { kind, content, locationId: loc?.id };
}

function issue(context: PixContext, txid: string, draft: Draft): Charge {
  const location = takeLocation(context, draft);
  const base = { txid, status: 'ATIVA', revision: 0, createdAt: context.now() } as const;
  const charge: Charge = { ...base, ...draft, locationId: location.id };
  context.charges.add(charge);
  context.locations.link(location.id, txid);
  return paidIfSmall(context, charge);
}

function paidIfSmall(context: PixContext, charge: Charge): Charge {
  const amount = centsOf(charge.content.valor.original);
  if (!context.settings().paysSmallCharges || amount === 0 || amount > SMALL_CENTS) return charge;
  receive(context, { charge, txid: charge.txid, on: context.today() });
  return getCharge(context, charge);
}

/** The location that was asked for, or a new one. */
function takeLocation(context: PixContext, { kind, locationId }: Draft): Location {
  const id =
    locationId ?? context.locations.add(randomUUID().replaceAll('-', ''), kind, context.now());
  const location = context.locations.byId(id);
  const refuse = (razao: string): never => {
    const propriedade = `${kind}.loc.id`;
    throw new Refusal(operationType(kind), [{ razao, propriedade, valor: String(id) }]);
  };
  if (location === undefined) return refuse('A location não existe.');
  if (location.kind !== kind) return refuse('A location é de outro tipo de cobrança.');
  if (location.txid !== null) return refuse('A location já está em uso por outra cobrança.');
  return location;
}

/** The same PUT again gives the same charge; another one revises it, as the standard allows while it is ATIVA. */
function putAgain(context: PixContext, existing: Charge, draft: Draft): Charge {
  const { repeatedPut, changedPut } = context.settings();
  const isSame =
    existing.kind === draft.kind &&
    JSON.stringify(existing.content) === JSON.stringify(draft.content);
  const isRefused = isSame ? repeatedPut === 'refused' : changedPut === 'refused';
  if (isRefused || existing.kind !== draft.kind) throw txidTaken(draft.kind, existing.txid);
  refuseUnlessActive(existing);
  return isSame ? existing : revise(context, existing, draft);
}

function txidTaken(kind: ChargeKind, txid: string): Refusal {
  const violation = { razao: 'O txid já foi usado.', propriedade: 'txid', valor: txid };
  return new Refusal(operationType(kind), [violation], 'txid-taken');
}

function refuseUnlessActive({ kind, status }: Charge): void {
  if (status === 'ATIVA') return;
  const razao = 'A cobrança não está ATIVA e não pode ser alterada.';
  const propriedade = `${kind}.status`;
  throw new Refusal(operationType(kind), [{ razao, propriedade, valor: status }]);
}

/** A change of the address alone makes no revision (OAS, `revisao`). */
function revise(context: PixContext, existing: Charge, draft: Draft): Charge {
  const isChanged = JSON.stringify(existing.content) !== JSON.stringify(draft.content);
  const locationId = moveLocation(context, existing, draft);
  const revision = existing.revision + (isChanged ? 1 : 0);
  const revised: Charge = { ...existing, ...draft, locationId, revision };
  context.charges.save(revised);
  return revised;
}

function moveLocation(context: PixContext, existing: Charge, draft: Draft): number | null {
  if (draft.locationId === undefined || draft.locationId === existing.locationId)
    return existing.locationId;
  const taken = takeLocation(context, draft);
  if (existing.locationId !== null) context.locations.link(existing.locationId, null);
  context.locations.link(taken.id, existing.txid);
  return taken.id;
}

/** PATCH /cob/:txid and PATCH /cobv/:txid: what is sent replaces the whole object of that name, or the charge is removed. */
export function patchCharge(context: PixContext, charge: Charge, body: unknown): unknown {
  const type = operationType(charge.kind);
  const schema = charge.kind === 'cob' ? cobPatchSchema : cobvPatchSchema;
  const { status, ...changes } = accept(schema, body, { type, name: charge.kind });
  refuseUnlessActive(charge);
  if (status === undefined) return chargeView(context, change(context, charge, body));
  if (Object.values(changes).some((value) => value !== undefined)) {
    const razao = 'A remoção não pode vir com outras alterações.';
    throw new Refusal(type, [{ razao, propriedade: `${charge.kind}.status`, valor: status }]);
  }
  return chargeView(context, remove(context, charge, status));
}

/** Ends a charge; the caller has asked whether it is ATIVA. */
export function remove(
  context: PixContext,
  charge: Charge,
  status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' | 'REMOVIDA_PELO_PSP',
): Charge {
  const removed: Charge = { ...charge, status };
  context.charges.save(removed);
  return removed;
}

function change(context: PixContext, charge: Charge, body: unknown): Charge {
  const draft =
    charge.kind === 'cob' ? patchedCob(context, charge, body) : patchedCobv(context, charge, body);
  return context.ports.store.transaction(() => revise(context, charge, draft));
}

function patchedCob(context: PixContext, charge: Charge & { kind: 'cob' }, body: unknown): Draft {
  const refusing = { type: operationType('cob'), name: 'cob' };
  const { loc, ...changes }: CobPatch = accept(cobPatchSchema, body, refusing);
  const content = accept(cobSchema, merged(charge.content, changes), refusing);
  checkCob(context, content);
  return { kind: 'cob', content, locationId: loc?.id };
}

function patchedCobv(context: PixContext, charge: Charge & { kind: 'cobv' }, body: unknown): Draft {
  const refusing = { type: operationType('cobv'), name: 'cobv' };
  const { loc, ...changes }: CobvPatch = accept(cobvPatchSchema, body, refusing);
  const content = accept(cobvSchema, merged(charge.content, changes), refusing);
  checkCobv(context, content, { isNewDueDate: changes.calendario !== undefined });
  return { kind: 'cobv', content, locationId: loc?.id };
}

const merged = (before: object, changes: object): unknown => ({
  ...before,
  ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
});

/** GET /cob/:txid and GET /cobv/:txid, `revisao` for what an older revision said. */
export function showCharge(context: PixContext, charge: Charge, query: URLSearchParams): unknown {
  const asked = query.get('revisao');
  if (asked === null) return fullChargeView(context, charge);
  const revision = /^\d{1,9}$/.test(asked) ? Number(asked) : -1;
  const old = context.charges.atRevision(charge, revision);
  if (old !== undefined) return fullChargeView(context, old);
  const violation = { razao: 'A revisão não existe.', propriedade: 'revisao', valor: asked };
  throw new Refusal(lookupType(charge.kind), [violation]);
}

/** The charge of that kind and txid, else the bank's 404. */
export function findCharge(context: PixContext, kind: ChargeKind, txid: string): Charge {
  const charge = context.charges.byTxid(txid);
  if (charge?.kind !== kind) throw new Refusal(missingType(kind));
  return charge;
}

/** The charge as it is now, which is known to exist. */
export function getCharge(context: PixContext, { txid }: Charge): Charge {
  const charge = context.charges.byTxid(txid);
  if (charge === undefined) throw new RangeError(`No charge ${txid}`);
  return charge;
}

/** GET /cob and GET /cobv: by instant of creation, not of payment. */
export function listCharges(
  context: PixContext,
  kind: ChargeKind,
  query: URLSearchParams,
): unknown {
  const list = readList(context, query, { type: lookupType(kind) });
  const filter = {
    kind,
    from: list.from,
    to: list.to,
    document: list.document,
    status: query.get('status') ?? undefined,
    hasLocation: flagOf(query, 'locationPresente'),
  };
  const total = context.charges.count(filter);
  const rows = context.charges.list(filter, list.page);
  return {
    parametros: parametersOf(context, list, total),
    cobs: rows.map((charge) => fullChargeView(context, charge, 'charge-list')),
  };
}
