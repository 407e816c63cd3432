/** Step: something that the gateway can be asked about, made for the test where practice allows it. */
import { assertNever } from '../../../domain/assert-never.ts';
import type { SampleCallback, SampleSource } from '../../gateways/gateway.ts';
import { issueTestCharge, type TestCharge } from '../../services/charges/issue-test-charge.ts';
import { chargeAtGateway } from '../../services/outbox/close-at-gateway.ts';
import type { Ended } from './board.ts';
import type { TestPorts, TestSubject } from './ports.ts';

/** The newest callbacks that are looked at for one whose body is still there. */
const LOOKED_AT = 5;

/** In these the gateway certainly knows the charge. */
const KNOWN_STATES = ['registered', 'paid'] as const;

export async function prepareSample(
  ports: TestPorts,
  subject: TestSubject,
): Promise<Ended<SampleCallback>> {
  const found = await findSample(ports, subject);
  if (found === undefined) return NO_CALLBACKS;
  if (found.sample.isKnown) return { ...seen(found.source), value: found.sample };
  if (subject.account.environment === 'production')
    return { ...nothingToAskAbout(found.source), value: found.sample };
  const issued = await issueTestCharge(ports.tools, { ...ports, account: subject.account });
  const again = (await findSample(ports, subject)) ?? found;
  return { ...issuedText(issued, again.sample), value: again.sample };
}

interface Found {
  readonly sample: SampleCallback;
  readonly source: SampleSource;
}

async function findSample(ports: TestPorts, { account }: TestSubject): Promise<Found | undefined> {
  const source = { ...chargeOf(ports, account.id), ...(await earlierOf(ports, account.id)) };
  const sample = ports.tools.gateways.sampleCallback(account, source);
  return sample === undefined ? undefined : { sample, source };
}

function chargeOf({ tools }: TestPorts, accountId: number): Pick<SampleSource, 'charge'> {
  for (const state of KNOWN_STATES) {
    const newest = tools.books.charges.newestIn(accountId, state);
    const charge = newest === undefined ? undefined : chargeAtGateway(tools, newest);
    if (charge !== undefined) return { charge };
  }
  return {};
}

/** Only what was read to its end: then its gateway knew what it names. */
async function earlierOf(
  { inbox }: TestPorts,
  accountId: number,
): Promise<Pick<SampleSource, 'earlier'>> {
  for (const { id } of await inbox.list({ accountId, state: 'done', limit: LOOKED_AT })) {
    const row = await inbox.byId(id);
    if (row === undefined || row.body === null) continue;
    const { method, path, headers, body } = row;
    return { earlier: { method, path, headers, body } };
  }
  return {};
}

function seen({ charge }: SampleSource): Ended<never> {
  return {
    state: 'passed',
    text: 'O teste pergunta ao gateway por uma cobrança que já existe.',
    ...(charge !== undefined && {
      evidence: [{ label: 'Cobrança no gateway', value: charge.gatewayId }],
    }),
  };
}

function nothingToAskAbout({ charge }: SampleSource): Ended<never> {
  return {
    state: 'untried',
    text:
      charge === undefined
        ? 'Esta conta de produção ainda não tem cobrança, e o teste não emite nenhuma: o aviso vai com um código inventado.'
        : 'Esta conta ainda não recebeu nenhum aviso, e este gateway só diz o código dele no próprio aviso: o teste vai com um código inventado.',
    advice: 'A consulta ao gateway fica para depois do primeiro aviso. Teste de novo então.',
  };
}

function issuedText(issued: TestCharge, { isKnown }: SampleCallback): Ended<never> {
  const evidence =
    issued.tituloNumber === undefined
      ? []
      : [{ label: 'Título do teste', value: String(issued.tituloNumber) }];
  switch (issued.ending) {
    case 'trouble':
      return {
        state: 'untried',
        text: `Não foi possível emitir uma cobrança de teste: ${issued.text}`,
        advice: 'Corrija a conta e teste de novo.',
        evidence,
      };
    case 'untold':
      return {
        state: 'untried',
        text: 'Uma cobrança de prática foi emitida e paga no simulador, mas o aviso do pagamento não chegou a tempo.',
        advice:
          'O simulador ainda não conhece o endereço desta conta: use “Gravar URL no gateway” na conta, ou grave-a no site do gateway simulado, e teste de novo.',
        evidence,
      };
    case 'paid':
      return {
        state: 'passed',
        text: 'Uma cobrança de prática foi emitida, paga no simulador e lançada pelo aviso dele.',
        evidence,
      };
    case 'registered':
      return isKnown
        ? { state: 'passed', text: 'Uma cobrança de teste foi emitida.', evidence }
        : {
            state: 'untried',
            text: 'Uma cobrança de teste foi emitida, e o gateway ainda não mandou o aviso dela.',
            advice: 'Espere o primeiro aviso e teste de novo.',
            evidence,
          };
    default:
      return assertNever(issued);
  }
}

const NO_CALLBACKS: Ended<SampleCallback> = {
  state: 'not-needed',
  text: 'Este gateway não manda avisos: não há o que testar.',
};
