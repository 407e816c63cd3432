/** Step: the gateway's own POST, sent out and back in the way that gateways take. */
import { request as askPlain, type RequestOptions } from 'node:http';
import { request as askTls } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import type { SampleCallback } from '../../gateways/gateway.ts';
import type { TestArrival } from '../listener-tests.ts';
import type { Ended, Evidence } from './board.ts';
import { TIMEOUT_MS, type TestPorts, type TestSubject } from './ports.ts';
import type { Target } from './tls-step.ts';

export interface Posted {
  readonly status: number;
  /** What the listener saw of it. */
  readonly arrival: TestArrival | undefined;
}

type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly server: string }
  | { readonly kind: 'none'; readonly code: string };

export async function postSample(
  ports: TestPorts,
  about: {
    readonly subject: TestSubject;
    readonly target: Target;
    readonly sample: SampleCallback;
    /** Told whatever the answer is. */
    readonly arrived: (arrival: TestArrival) => void;
  },
): Promise<Ended<Posted>> {
  const test = ports.openTest(about.subject.account.id);
  const url = addressOf(about.target.url, {
    ...about.sample.query,
    [test.mark.name]: test.mark.value,
  });
  const startedMs = performance.now();
  const answer = await post(ports, { ...about, url });
  const elapsedMs = Math.round(performance.now() - startedMs);
  const arrival = test.arrival();
  if (arrival !== undefined) about.arrived(arrival);
  return judge(answer, { arrival, elapsedMs });
}

function addressOf(base: URL, query: Readonly<Record<string, string>>): URL {
  const url = new URL(base);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

function judge(
  answer: Answer,
  about: { readonly arrival: TestArrival | undefined; readonly elapsedMs: number },
): Ended<Posted> {
  const { arrival, elapsedMs } = about;
  const time: Evidence = { label: 'Tempo até a resposta', value: `${elapsedMs} ms` };
  if (answer.kind === 'none')
    return { state: 'failed', ...noAnswer(answer, arrival), evidence: [time] };
  const { status, server } = answer;
  const evidence = [
    { label: 'Resposta', value: `HTTP ${status}` },
    time,
    ...(server === '' ? [] : [{ label: 'Quem respondeu diz ser', value: server }]),
  ];
  if (status !== 200) return { state: 'failed', ...wrongAnswer(status, arrival), evidence };
  return {
    state: 'passed',
    text: `HTTP 200 em ${elapsedMs} ms, com o aviso na forma do gateway.`,
    evidence,
    value: { status, arrival },
  };
}

function post(
  ports: TestPorts,
  about: { readonly url: URL; readonly target: Target; readonly sample: SampleCallback },
): Promise<Answer> {
  const { url, sample, target } = about;
  const limit = AbortSignal.timeout(ports.timeoutMs ?? TIMEOUT_MS);
  const options: RequestOptions & { readonly ca?: string } = {
    method: 'POST',
    agent: false,
    headers: {
      'user-agent': 'Baixa',
      ...sample.headers,
      'content-length': Buffer.byteLength(sample.body),
    },
    lookup: lookupOf(target.address),
    signal: AbortSignal.any([limit, ports.signal]),
    ...(ports.authorities !== undefined && { ca: ports.authorities }),
  };
  return new Promise((resolve) => {
    const sent = url.protocol === 'https:' ? askTls(url, options) : askPlain(url, options);
    sent.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ kind: 'none', code: limit.aborted ? 'ETIMEDOUT' : (error.code ?? '') }),
    );
    sent.on('response', (response) => {
      // What another server says in its body is of no interest.
      response.on('error', () => undefined).resume();
      resolve({
        kind: 'answered',
        status: response.statusCode ?? 0,
        server: String(response.headers['server'] ?? '').slice(0, 80),
      });
    });
    sent.end(sample.body);
  });
}

/** What DNS said once holds for the whole test. */
function lookupOf(address: string): LookupFunction {
  const family = isIPv6(address) ? 6 : 4;
  return (_host, options, found) =>
    options.all === true ? found(null, [{ address, family }]) : found(null, address, family);
}

function noAnswer(
  { code }: Extract<Answer, { kind: 'none' }>,
  arrival: TestArrival | undefined,
): { readonly text: string; readonly advice: string } {
  if (arrival !== undefined)
    return {
      text: `O aviso chegou (Callback ${arrival.id}), mas a resposta se perdeu no caminho (${code}).`,
      advice:
        'O túnel ou o proxy corta a resposta: o gateway contaria uma falha. Confira os tempos-limite dele.',
    };
  return code === 'ETIMEDOUT'
    ? {
        text: 'A porta abriu, mas ninguém respondeu ao aviso a tempo.',
        advice:
          'O túnel ou o proxy está aberto sem este programa atrás dele: confira para onde ele leva.',
      }
    : {
        text: `A conexão foi cortada antes da resposta (${code}).`,
        advice: 'Confira o túnel ou o proxy na frente deste programa.',
      };
}

function wrongAnswer(
  status: number,
  arrival: TestArrival | undefined,
): { readonly text: string; readonly advice: string } {
  if (arrival !== undefined)
    return {
      text: `O aviso chegou (Callback ${arrival.id}), mas quem chamou recebeu HTTP ${status}.`,
      advice:
        'O proxy troca a resposta 200 por outra: o gateway contaria uma falha. Corrija o proxy.',
    };
  if (status === 503)
    return {
      text: 'A resposta foi HTTP 503: o programa não pôde guardar o aviso, ou o túnel não achou o programa.',
      advice: 'Confira o espaço em disco e o estado do túnel, e teste de novo.',
    };
  if (status >= 300 && status < 400)
    return {
      text: `A resposta foi um desvio (HTTP ${status}): gateways não seguem desvios.`,
      advice: 'Cadastre no gateway o endereço final, ou tire o desvio do proxy.',
    };
  return {
    text: `Outro servidor respondeu neste endereço (HTTP ${status}): o aviso não chegou a este programa.`,
    advice:
      'O nome ou a porta leva a outro lugar, como a página do roteador ou outro site. Confira o redirecionamento da porta e o endereço cadastrado.',
  };
}
