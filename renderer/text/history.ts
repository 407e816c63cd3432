/** What happened to a título, in words: one sentence an entry of its history. */
import { formatCivilDate, isCivilDate } from '../../domain/civil-date.ts';
import { formatMoney, type Cents } from '../../domain/money.ts';
import { eventKindTexts } from './states.ts';

type Detail = Readonly<Record<string, string | number | boolean | null>>;

const sentences: Readonly<Record<string, (detail: Detail) => string>> = {
  created: () => 'Criado.',
  'due-date-asked': ({ from, to }) =>
    `Mudança de vencimento pedida: de ${dateOf(from)} para ${dateOf(to)}.`,
  'due-date-changed': ({ dueOn }) => `Vencimento alterado no gateway para ${dateOf(dueOn)}.`,
  'charge-registered': ({ gatewayId }) =>
    typeof gatewayId === 'string' && gatewayId !== ''
      ? `Cobrança registrada no gateway com o número ${gatewayId}.`
      : 'Cobrança registrada no gateway.',
  'charge-expired': () => 'O último dia de pagamento passou: a cobrança venceu, a dívida continua.',
  cancelled: () => 'Cancelado.',
  'cancelled-at-gateway': () => 'Cancelado porque a cobrança foi cancelada no gateway.',
  interrupted: () => 'O envio foi interrompido: o destino da cobrança está sendo conferido.',
  settled: (detail) => `Baixado com um pagamento de ${amountOf(detail)}.`,
  'received-by-hand': (detail) => `Recebido à mão: ${amountOf(detail)}.`,
  'marked-at-gateway': (detail) => `Marcado como pago no gateway: ${amountOf(detail)}.`,
  'imported-as-paid': (detail) => `Importado como pago: ${amountOf(detail)}.`,
  'payment-announced': () => 'Pagamento anunciado pelo gateway; ainda não confirmado.',
  'announcement-void': () => 'O pagamento anunciado não se confirmou.',
  'payment-reversed': (detail) => `Pagamento de ${amountOf(detail)} devolvido.`,
  moved: ({ from, to }) => `Passou da conta ${nameOf(from)} para a conta ${nameOf(to)}.`,
  'fell-back': ({ from, to }) =>
    `A conta ${nameOf(from)} não pôde emitir: a conta ${nameOf(to)} assumiu.`,
  'review-closed': () => 'Pendência decidida.',
};

const eventTexts: Readonly<Record<string, string>> = eventKindTexts;

/** An action that this version does not know is told by its own name. */
export function historySentence(action: string, detail: Detail): string {
  const known = sentences[action];
  if (known) return known(detail);
  const event = /^gateway-(.+)$/.exec(action)?.[1];
  const told = event === undefined ? undefined : eventTexts[event];
  return told === undefined ? action : `O gateway avisou: ${told.toLowerCase()}.`;
}

function amountOf({ amountCents }: Detail): string {
  return typeof amountCents === 'number' ? formatMoney(amountCents as Cents) : 'valor desconhecido';
}

function nameOf(value: Detail[string] | undefined): string {
  return typeof value === 'string' ? value : '—';
}

function dateOf(value: Detail[string] | undefined): string {
  return typeof value === 'string' && isCivilDate(value) ? formatCivilDate(value) : '—';
}
