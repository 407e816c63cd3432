/** Texts of an outage of callbacks: since when, and when the gateway gives up. */
import type { AccountRow } from '../../preload/contract/accounts.ts';
import { countOf, formatInstant } from './format.ts';

export type Deadline = NonNullable<AccountRow['callbackDeadline']>;

const ends: Readonly<Record<NonNullable<Deadline['end']>, string>> = {
  'address-off':
    'Depois disso ele desliga a URL: será preciso religar e pedir o reenvio no painel dele.',
  'queue-paused': 'Depois disso ele pausa a fila de avisos, que terá de ser religada.',
  'notice-lost': 'Depois disso o aviso não volta: a baixa fica por conta da consulta ao gateway.',
};

export function deadlineTitle({ state, since }: Deadline): string {
  return state === 'over'
    ? `Avisos fora do ar desde ${formatInstant(since)}: o prazo do gateway passou`
    : `Avisos fora do ar desde ${formatInstant(since)}`;
}

export function deadlineText(deadline: Deadline): string {
  return [triesText(deadline), whenText(deadline), deadline.end && ends[deadline.end]]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

function triesText({ failedTries, triesLeft }: Deadline): string {
  if (failedTries === 0) return '';
  const seen =
    failedTries === 1
      ? '1 tentativa chegou aqui e ficou sem resposta 200'
      : `${String(failedTries)} tentativas chegaram aqui e ficaram sem resposta 200`;
  return triesLeft === null
    ? `${seen}.`
    : `${seen}; ${triesLeft === 1 ? 'resta' : 'restam'} ${countOf(triesLeft, 'tentativa', 'tentativas')}.`;
}

function whenText({ state, endsAt, isEstimate }: Deadline): string {
  if (endsAt === null) return 'Este gateway não diz por quanto tempo insiste.';
  const at = formatInstant(endsAt);
  if (state === 'over')
    return isEstimate
      ? `Se houve pagamento no começo, o gateway desistiu por volta de ${at} (estimativa).`
      : `O gateway desistiu em ${at}.`;
  return isEstimate
    ? `Se houve pagamento, o gateway desiste por volta de ${at} (estimativa).`
    : `O gateway desiste em ${at}.`;
}
