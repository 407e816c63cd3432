/** Charges as the answers and callbacks show them (efi.md 5.2-5.4). */
import { assertNever } from '../../../domain/assert-never.ts';
import { barcodeMod11 } from '../../../domain/check-digit.ts';
import { civilDateOf, formatCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import { barcodeOf, printedLinha } from '../boleto.ts';
import type { Charge, Lot } from '../store/gerencianet-token/charge.ts';
import type { Letter } from './account.ts';
import { nextProcess, writtenDay, type TokenContext } from './context.ts';
import { element, leaf } from './xml.ts';

const BANK = '364';

/** The letter that tells a status; open and overdue share one (efi.md 5.4). */
export function letterOf(context: TokenContext, { status }: Charge): Letter {
  switch (status) {
    case 'open':
    case 'overdue':
      return 'i';
    case 'paid':
      return 'p';
    case 'finalized':
      return 'f';
    case 'canceled':
      return 'c';
    case 'refunded':
      return context.settings().refundedAs;
    default:
      return assertNever(status);
  }
}

/** What lies within `resposta` when an emission went well, and within the error 1012. */
export function lotView(context: TokenContext, lot: Lot, charges: readonly Charge[]): string {
  const clientes = charges.map((charge) => element('cliente', issuedView(context, charge)));
  return leaf('lote', lot.chave) + element('cobrancasGeradas', ...clientes);
}

const issuedView = (context: TokenContext, charge: Charge): string =>
  element(
    'cobranca',
    leaf('chave', charge.chave),
    ...(context.settings().answersLink ? [leaf('link', linkOf(context, charge))] : []),
    leaf('vencimento', charge.dueOn === null ? null : formatCivilDate(charge.dueOn)),
    leaf('valor', charge.totalCents),
    leaf('retorno', charge.retorno),
  );

export const linkOf = (context: TokenContext, { slug }: Charge): string =>
  `${context.ports.baseUrl()}/emissao/${slug}`;

/** What lies within `resposta` of statusChave; only its request is known. */
export const statusView = (context: TokenContext, charge: Charge): string =>
  leaf('chave', charge.chave) + leaf('status', letterOf(context, charge));

/** What detalharCobranca tells beside StatusCod. There is no paid amount and no retorno in it. */
export function detailView(context: TokenContext, charge: Charge): readonly string[] {
  const { payer } = charge;
  return [
    leaf('Processo', nextProcess(context)),
    leaf('Tipo', charge.lotKind),
    leaf('Numero', charge.number),
    element(
      'Cliente',
      leaf('Nome', payer.name),
      leaf('Email', payer.email),
      leaf('Telefone', payer.phone),
      leaf('CpfCnpJ', payer.document),
      leaf('Endereco', addressOf(charge)),
    ),
    goodsView(context, charge),
    boletoView(context, charge),
  ];
}

function goodsView(context: TokenContext, charge: Charge): string {
  const items = charge.items.map(({ description, value, quantity }) =>
    element(
      'Item',
      leaf('Descricao', description),
      leaf('Valor', writtenAmount(context, value)),
      leaf('Qtde', quantity),
    ),
  );
  const discount = leaf('Desconto', writtenAmount(context, charge.discountCents));
  return element('ProdutosServicos', ...items, discount);
}

function boletoView(context: TokenContext, charge: Charge): string {
  const { detailDateForm, detailValue } = context.settings();
  const { payment, dueOn, createdAt } = charge;
  const written = (on: CivilDate, at = createdAt) => writtenDay(detailDateForm, on, at);
  const amount = detailValue === 'paid' && payment !== null ? payment.paidCents : charge.totalCents;
  return element(
    'Boleto',
    leaf('Status', writtenStatus(context, charge)),
    leaf('Valor', writtenAmount(context, amount)),
    leaf('DataEmissao', written(civilDateOf(createdAt))),
    leaf('DataVencimento', dueOn === null ? null : written(dueOn)),
    leaf('DataPagamento', payment === null ? null : written(payment.paidOn, payment.paidAt)),
  );
}

const words: Readonly<Record<Letter, string>> = {
  p: 'pago',
  f: 'finalizado',
  c: 'cancelado',
  i: 'aguardando',
};

function writtenStatus(context: TokenContext, charge: Charge): string {
  const letter = letterOf(context, charge);
  return context.settings().detailStatus === 'letters' ? letter : words[letter];
}

function writtenAmount(context: TokenContext, amount: Cents): string {
  if (context.settings().detailAmounts === 'cents') return String(amount);
  const digits = String(amount).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const addressOf = ({ payer }: Charge): string =>
  [
    payer.street,
    payer.number,
    payer.complement,
    payer.neighborhood,
    payer.city,
    payer.state,
    payer.zipCode,
  ]
    .filter((part) => part !== undefined)
    .join(', ');

/** The `cobranca` of a callback: total and valorPago in centavos. */
export function noticeView(context: TokenContext, charge: Charge, letter: Letter): string {
  const { payment } = charge;
  const { payDateForm } = context.settings();
  return element(
    'cobranca',
    leaf('chave', charge.chave),
    leaf('chaveLote', charge.lotChave),
    leaf('retorno', charge.retorno),
    leaf('documento', charge.number),
    leaf('status', letter),
    leaf('total', charge.totalCents),
    leaf('valorPago', payment?.paidCents ?? 0),
    leaf('pag', payment === null ? null : writtenDay(payDateForm, payment.paidOn, payment.paidAt)),
  );
}

/** Linha digitável as it stands on the boleto; no answer of the token mode tells it. */
export function linhaOf({ number, dueOn, totalCents }: Charge): string {
  // The layout of the free field is not published; the number makes it unique.
  const free = `00001${String(number).padStart(11, '0')}000049048`;
  if (dueOn !== null)
    return printedLinha(barcodeOf({ bank: BANK, dueOn, amount: totalCents, free }));
  const tail = `0000${String(totalCents).padStart(10, '0')}${free}`;
  return printedLinha(`${BANK}9${String(barcodeMod11(`${BANK}9${tail}`))}${tail}`);
}
