/** Emission: one request, one charge for each of its payers; repeated, it tells what it made (efi.md 5.2). */
import { createHash, randomInt, randomUUID } from 'node:crypto';
import { cents, subtract, sum, ZERO, type Cents } from '../../../domain/money.ts';
import type { Charge, Lot, LotKind } from '../store/gerencianet-token/charge.ts';
import type { TokenContext } from './context.ts';
import { Refusal } from './errors.ts';
import { lotView } from './views.ts';
import { readIssue, type IssueRequest } from './wire.ts';
import { element, leaf, type XmlNode } from './xml.ts';

/** What a request made. */
interface Issued {
  readonly lot: Lot;
  readonly charges: readonly Charge[];
}

/**
 * Issues the request below its root. Refuses the same request once more with 1012 and what it made then, and a retorno
 * that another request used with 195; nothing is issued in either case.
 */
export function issue(context: TokenContext, root: XmlNode, kind: LotKind): Issued {
  if (kind === 'cobrancaonline' && !context.settings().hasCard) throw new Refusal('no-card');
  const request = readIssue(context, root);
  const identity = identityOf(kind, root);
  refuseUsed(context, request, identity);
  const total = totalOf(context, request);
  checkTotal(context, total);
  if (request.dueOn !== null && request.dueOn < context.today())
    throw new Refusal('due-date', leaf('vencimento', request.dueOn));
  return context.ports.store.transaction(() => add(context, request, { kind, identity, total }));
}

/** The document without its token: the same charges asked for with the same words. */
function identityOf(kind: LotKind, root: XmlNode): string {
  const children = root.children.filter(({ name }) => name !== 'token');
  return createHash('sha256')
    .update(JSON.stringify([kind, children]))
    .digest('hex');
}

function refuseUsed(context: TokenContext, { payers }: IssueRequest, identity: string): void {
  const retornos = payers.map(({ retorno }) => retorno).filter((one) => one !== null);
  if (new Set(retornos).size < retornos.length) throw new Refusal('retorno-used');
  for (const retorno of retornos) {
    const used = context.charges.byRetorno(retorno);
    if (used === undefined) continue;
    const { lot, charges } = issuedIn(context, used.lotId);
    if (lot.identity !== identity) throw new Refusal('retorno-used', leaf('retorno', retorno));
    const before = element('resposta', lotView(context, lot, charges));
    throw new Refusal('already-issued', element('emitirCobranca', before));
  }
}

function issuedIn(context: TokenContext, lotId: number): Issued {
  const lot = context.charges.lotById(lotId);
  if (lot === undefined) throw new RangeError(`No lot ${String(lotId)}`);
  return { lot, charges: context.charges.ofLot(lotId) };
}

/** Of one payer: each of them owes the whole. */
function totalOf(context: TokenContext, request: IssueRequest): Cents {
  const goods = sum(request.items.map(({ value, quantity }) => cents(value * quantity)));
  const fee = request.passesFeeOn ? cents(context.settings().feeCents) : ZERO;
  return subtract(sum([goods, request.freight, fee]), request.discount);
}

function checkTotal(context: TokenContext, total: Cents): void {
  const { minCents, maxCents } = context.settings();
  if (total < minCents) throw new Refusal('minimum', leaf('valor', total));
  if (total > maxCents) throw new Refusal('maximum', leaf('valor', total));
}

interface Plan {
  readonly kind: LotKind;
  readonly identity: string;
  readonly total: Cents;
}

function add(context: TokenContext, request: IssueRequest, plan: Plan): Issued {
  const { kind, identity, total } = plan;
  const { fine, interest, daysToWriteOff } = context.settings();
  const createdAt = context.now();
  const size = request.payers.length;
  const lotId = context.charges.addLot({ chave: newChave(), kind, identity, size, createdAt });
  for (const { payer, retorno } of request.payers)
    context.charges.add({
      chave: newChave(),
      slug: randomUUID().replaceAll('-', ''),
      lotId,
      retorno,
      payer,
      items: request.items,
      discountCents: request.discount,
      totalCents: total,
      dueOn: request.dueOn,
      // A contra-apresentação is never late and knows no fine and no interest (seed 000).
      terms:
        request.dueOn === null
          ? { fine: 0, interest: 0, daysToWriteOff }
          : { fine, interest, daysToWriteOff },
      createdAt,
    });
  return issuedIn(context, lotId);
}

/** The form of a real one is not known. */
function newChave(): string {
  const letters = Array.from({ length: 4 }, () => String.fromCharCode(65 + randomInt(26))).join('');
  return `38_${String(randomInt(100_000, 1_000_000))}_${letters}${String(randomInt(10))}`;
}
