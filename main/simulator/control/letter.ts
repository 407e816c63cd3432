import { formatCivilDate } from '../../../domain/civil-date.ts';
import { formatMoney } from '../../../domain/money.ts';
import type { ChargeContact, ChargeOverview } from '../gateway.ts';

/** What a gateway would mail to the payer. `to` is null where no e-mail was given: then nothing would leave. */
export interface Letter {
  readonly to: string | null;
  readonly subject: string;
  readonly text: string;
}

/** The words are our own: what each gateway writes is not known. */
export function letterOf(charge: ChargeOverview, contact: ChargeContact | undefined): Letter {
  const due = charge.dueOn === null ? '' : ` com vencimento em ${formatCivilDate(charge.dueOn)}`;
  const amount = formatMoney(charge.totalCents);
  const greeting = charge.payer === null ? 'Olá!' : `Olá, ${charge.payer}!`;
  const ways = [
    ['Linha digitável', charge.linha],
    ['Pix copia e cola', charge.pixPayload],
    ['Ver a cobrança', contact?.pageUrl ?? contact?.pdfUrl ?? null],
  ].flatMap(([name, value]) => (value === null ? [] : [`${name ?? ''}:\n${value ?? ''}`]));
  return {
    to: contact?.email ?? null,
    subject: `Cobrança de ${amount}${due}`,
    text: [
      greeting,
      `Você recebeu a cobrança ${charge.id} de ${amount}${due}.`,
      ...ways,
      'Mensagem de prática do simulador: nada foi enviado e nada deve ser pago.',
    ].join('\n\n'),
  };
}
