import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import type { SimulatorOptions } from '../../../main/simulator/simulator.ts';
import { startHarness, type Harness, type Reply, type Wire } from '../harness.ts';

export const DAY = 86_400_000;

/** What one of the two hosts answered: HTTP status, type, the text and its elements. */
export interface XmlReply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly xml: Wire;
}

/** An independent reading of XML; every value is text. */
const parser = new XMLParser({ parseTagValue: false });

export const read = (text: string): Wire => parser.parse(text);

export interface Recorded {
  readonly source: string;
  readonly path: string;
  readonly field: string;
  readonly request: string;
  readonly answer: string;
}

/** A recorded exchange of the reference sheet. */
export const recorded = (name: string): Recorded =>
  JSON.parse(
    readFileSync(
      fileURLToPath(
        new URL(`../../fixtures/gerencianet-token/simulator/${name}.json`, import.meta.url),
      ),
      'utf8',
    ),
  ) as Recorded;

/** The recorded request, with other texts in place of some of its own. */
export function emission(changes: Readonly<Record<string, string>> = {}): string {
  return Object.entries(changes).reduce((xml, [from, to]) => {
    if (!xml.includes(from)) throw new Error(`Nothing to change: ${from}`);
    return xml.replace(from, to);
  }, recorded('emission').request);
}

/** The recorded request with a retorno of its own. */
export const orderOf = (retorno: string, changes: Readonly<Record<string, string>> = {}): string =>
  emission({ 'TIT-000123': retorno, ...changes });

/** A simulator with one client of the token mode in front of it. */
export interface TokenAccount {
  readonly harness: Harness;
  /** A form POST below the gateway's base URL. */
  post(path: string, form: Readonly<Record<string, string>>): Promise<XmlReply>;
  /** Issues a boleto. */
  issue(xml: string): Promise<XmlReply>;
  /** Issues the recorded boleto with that retorno. @returns its chave */
  charge(retorno: string, changes?: Readonly<Record<string, string>>): Promise<string>;
  detail(chave: string): Promise<Wire>;
  cancel(chave: string): Promise<XmlReply>;
  /** A control call on a charge. */
  act(chave: string, action: string, input?: object): Promise<Reply>;
  /** The charge as the control calls show it. */
  show(chave: string): Promise<Wire>;
  ledger(): Promise<Wire[]>;
  set(settings: object): Promise<Reply>;
  close(): Promise<void>;
}

export async function openAccount(options: Partial<SimulatorOptions> = {}): Promise<TokenAccount> {
  const harness = await startHarness(options);

  const post: TokenAccount['post'] = async (path, form) => {
    const response = await fetch(`${harness.simulator.baseUrl('gerencianet-token')}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    const xml = contentType.startsWith('text/xml') ? read(text) : undefined;
    return { status: response.status, contentType, text, xml };
  };

  const issue = (entrada: string) => post('/xml/boleto/emite/xml', { entrada });

  const asked = (root: string, chave: string) =>
    `<${root}><Token>sandbox-token</Token><Chave>${chave}</Chave></${root}>`;

  return {
    harness,
    post,
    issue,
    async charge(retorno, changes = {}) {
      const { xml } = await issue(orderOf(retorno, changes));
      return String(xml.integracao.resposta.cobrancasGeradas.cliente.cobranca.chave);
    },
    detail: async (chave): Promise<Wire> =>
      (await post('/webservice/detalharCobranca', { xml: asked('DetalharCobranca', chave) })).xml
        .DetalharCobranca,
    cancel: (chave) =>
      post('/webservice/cancelarCobranca', { xml: asked('CancelarCobranca', chave) }),
    act: (chave, action, input = {}) =>
      harness.control('POST', `/gerencianet-token/charges/${chave}/${action}`, input),
    async show(chave): Promise<Wire> {
      const { body } = await harness.control('GET', '/gerencianet-token/charges');
      return (body.charges as Wire[]).find(({ id }) => id === chave);
    },
    ledger: async (): Promise<Wire[]> =>
      (await harness.control('GET', '/gerencianet-token/ledger')).body.entries as Wire[],
    set: (settings) => harness.control('PUT', '/gerencianet-token/settings', settings),
    close: () => harness.close(),
  };
}
