/** Step: the gateway is asked what really happened, with what the stored request names. */
import { assertNever } from '../../../domain/assert-never.ts';
import type { CallbackReading } from '../../gateways/events.ts';
import type { SampleCallback } from '../../gateways/gateway.ts';
import type { InboxRow } from '../inbox/inbox.ts';
import type { Ended, Evidence } from './board.ts';
import type { TestPorts, TestSubject } from './ports.ts';

/** The settlement step needs nothing of the answer: it has a título of its own. */
type Answered = true;

/** Reads, and applies nothing. */
export async function askGateway(
  { tools }: TestPorts,
  about: {
    readonly subject: TestSubject;
    readonly sample: SampleCallback;
    readonly row: InboxRow;
  },
): Promise<Ended<Answered>> {
  const { account } = about.subject;
  if (!about.sample.isKnown) return NOTHING_TO_ASK;
  const { method, path, headers, body } = about.row;
  if (body === null) return NOTHING_TO_ASK;
  const context = tools.gateways.context(account, { origin: 'operator' });
  const callback = { method, path, headers, body };
  return judge(await tools.gateways.of(account).readCallback(callback, context));
}

function judge(reading: CallbackReading): Ended<Answered> {
  switch (reading.reading) {
    case 'events':
      return {
        state: 'passed',
        text: `O gateway confirmou o que o aviso nomeia (${countOf(reading.events.length)}).`,
        evidence: [...parsedOf(reading.parsed), ...lastOf(reading)],
        value: true,
      };
    case 'unknown-token':
      return {
        state: 'failed',
        text: 'O gateway não reconhece o código do aviso.',
        advice:
          'O código é de outra conta ou de outro ambiente, ou a cobrança foi apagada no gateway. Confira as credenciais e o ambiente da conta.',
        evidence: parsedOf(reading.parsed),
      };
    case 'unreadable':
      return {
        state: 'failed',
        text: `O aviso não pôde ser lido: ${reading.why}`,
        advice:
          'Confira na conta a chave das assinaturas. Se ela está certa, um proxy altera o corpo do aviso no caminho.',
      };
    case 'unreachable':
      return {
        state: 'failed',
        text: `O gateway não respondeu à consulta: ${reading.text}`,
        advice:
          'Use “Testar credenciais” na conta e verifique a internet. O aviso fica guardado e é consultado de novo sozinho.',
        evidence: parsedOf(reading.parsed),
      };
    default:
      return assertNever(reading);
  }
}

function countOf(events: number): string {
  return events === 1 ? '1 evento' : `${events} eventos`;
}

function parsedOf(parsed: Readonly<Record<string, string>>): readonly Evidence[] {
  return Object.entries(parsed).map(([label, value]) => ({ label, value: value.slice(0, 120) }));
}

function lastOf({ events }: Extract<CallbackReading, { reading: 'events' }>): readonly Evidence[] {
  const last = events.at(-1);
  return last === undefined ? [] : [{ label: 'Situação no gateway', value: last.rawStatus }];
}

/** The settlement is tried all the same. */
const NOTHING_TO_ASK: Ended<Answered> = {
  state: 'untried',
  text: 'Não foi tentado: ainda não há nesta conta um código que o gateway conheça.',
  advice: 'Teste de novo depois do primeiro aviso de verdade.',
  value: true,
};
