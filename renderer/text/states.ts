/** The words for every state and choice that comes from the core. */
import type { Environment, GatewayId, Instrument } from '../../domain/account.ts';
import type { ChargeState } from '../../domain/charge-states.ts';
import type { EventKind } from '../../domain/gateway-event.ts';
import type { PaymentReview, PaymentState } from '../../domain/payment-states.ts';
import type { CallbackRow } from '../../preload/contract/callbacks.ts';
import type { CarneRow } from '../../preload/contract/carnes.ts';
import type { PaymentField, TituloStatus } from '../../preload/contract/titulos.ts';

export const tituloStatusTexts: Readonly<Record<TituloStatus, string>> = {
  due: 'A vencer',
  overdue: 'Vencido',
  'partly-paid': 'Pago em parte',
  paid: 'Pago',
  cancelled: 'Cancelado',
  announced: 'Pagamento anunciado',
  'awaiting-approval': 'Aguardando baixa',
};

export const chargeStateTexts: Readonly<Record<ChargeState, string>> = {
  prepared: 'Pronta para enviar',
  sending: 'Enviando',
  sent: 'Enviada, aguardando resposta',
  unknown: 'Desconhecida',
  registered: 'Registrada',
  rejected: 'Rejeitada',
  closing: 'Encerrando',
  cancelled: 'Cancelada',
  expired: 'Expirada',
  paid: 'Paga',
  marked: 'Marcada como paga no gateway',
  refunded: 'Devolvida',
  discarded: 'Descartada',
};

export const paymentStateTexts: Readonly<Record<PaymentState, string>> = {
  announced: 'Anunciado',
  confirmed: 'Confirmado',
  credited: 'Creditado',
  void: 'Não se confirmou',
  'partly-reversed': 'Devolvido em parte',
  reversed: 'Devolvido',
};

export const paymentMethodTexts: Readonly<Record<PaymentField['method'], string>> = {
  boleto: 'Boleto',
  pix: 'Pix',
  cash: 'Dinheiro',
  transfer: 'Transferência',
  card: 'Cartão',
  other: 'Outra',
};

export const reviewTexts: Readonly<Record<PaymentReview, string>> = {
  none: 'Sem pendência',
  approval: 'Pago, aguardando baixa',
  duplicate: 'Título já estava pago',
  amount: 'Valor diferente do devido',
  'cancelled-titulo': 'Pagou um título cancelado',
  'same-payment': 'Mesmo pagamento?',
  unmatched: 'Pagamento sem título',
};

export const callbackStateTexts: Readonly<Record<CallbackRow['state'], string>> = {
  new: 'A processar',
  done: 'Processado',
  parked: 'Parado',
  ignored: 'Ignorado',
};

export const carneStateTexts: Readonly<Record<CarneRow['state'], string>> = {
  preparing: 'Em preparação',
  open: 'Em dia',
  overdue: 'Com parcela vencida',
  finished: 'Quitado',
  cancelled: 'Cancelado',
};

export const eventKindTexts: Readonly<Record<EventKind, string>> = {
  registered: 'Registrado',
  overdue: 'Vencido no gateway',
  announced: 'Pagamento anunciado',
  paid: 'Pago',
  credited: 'Creditado',
  marked: 'Marcado como pago no gateway',
  cancelled: 'Cancelado',
  expired: 'Expirado',
  refunded: 'Devolvido',
  'partly-refunded': 'Devolvido em parte',
  contested: 'Contestado',
  failed: 'Falhou',
  other: 'Outro aviso',
};

export const environmentTexts: Readonly<Record<Environment, string>> = {
  production: 'Produção',
  homologation: 'Homologação',
  simulator: 'Simulador',
};

export const instrumentTexts: Readonly<Record<Instrument, string>> = {
  boleto: 'Boleto',
  bolix: 'Bolix (boleto com Pix)',
  pix: 'Pix',
};

export const gatewayTexts: Readonly<Record<GatewayId, string>> = {
  efi: 'Efí',
  'gerencianet-token': 'Gerencianet (token)',
  'boleto-facil': 'Boleto Fácil',
  juno: 'Juno',
  asaas: 'Asaas',
  pix: 'Pix',
  'bank-file': 'Banco por arquivo',
};
