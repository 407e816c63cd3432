/** Step: the settlement and its postings, written and undone in one tick. */
import { assertNever } from '../../../domain/assert-never.ts';
import { formatMoney } from '../../../domain/money.ts';
import {
  rehearseSettlement,
  type Rehearsal,
} from '../../services/settlement/rehearse-settlement.ts';
import type { Ended } from './board.ts';
import type { TestPorts, TestSubject } from './ports.ts';

/** Synchronous on purpose: no callback can come between what is written and its undoing. */
export function showSettlement({ tools }: TestPorts, { account }: TestSubject): Ended<Rehearsal> {
  const rehearsal = rehearseSettlement(tools, account);
  const evidence = [
    { label: 'Título de exemplo', value: formatMoney(rehearsal.amountCents) },
    { label: 'Situação depois da baixa', value: stateText(rehearsal.tituloState) },
  ];
  return { ...textOf(rehearsal), evidence, value: rehearsal };
}

function textOf({ tituloState, review, postings }: Rehearsal): Ended<never> {
  if (tituloState === 'paid')
    return {
      state: 'passed',
      text: `Um título de exemplo foi baixado com ${postings.length} lançamentos, e tudo foi desfeito: nada ficou nos livros.`,
    };
  if (review === 'approval')
    return {
      state: 'passed',
      text: 'O pagamento foi lançado e esperaria o seu sim, porque a baixa automática desta conta está desligada. Tudo foi desfeito.',
      advice: 'Para baixar sem perguntar, ligue a baixa automática na conta.',
    };
  return {
    state: 'failed',
    text: 'O pagamento de exemplo não baixou o título.',
    advice: 'Confira os encargos e os lançamentos da conta, e teste de novo.',
  };
}

function stateText(state: Rehearsal['tituloState']): string {
  switch (state) {
    case 'paid':
      return 'pago';
    case 'partly-paid':
      return 'pago em parte';
    case 'open':
      return 'em aberto';
    case 'cancelled':
      return 'cancelado';
    default:
      return assertNever(state);
  }
}
