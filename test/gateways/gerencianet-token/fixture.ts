import { readFileSync } from 'node:fs';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { ReceivedRequest, Reply } from '../../support/replay-server.ts';

/** A document with the place that its elements were read from. */
interface Fixture {
  readonly source: string;
  readonly status: number;
  readonly xml: string;
}

export function fixture(name: string): Fixture {
  const file = new URL(`../../fixtures/gerencianet-token/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Fixture;
}

/** The recorded answer as the replay server plays it, with some texts replaced. */
export function recorded(name: string, changed: Readonly<Record<string, string>> = {}): Reply {
  const { status, xml } = fixture(name);
  return { status, xml: replaced(xml, changed) };
}

export function replaced(xml: string, changed: Readonly<Record<string, string>>): string {
  return Object.entries(changed).reduce((text, [from, to]) => text.replaceAll(from, to), xml);
}

/** The document inside the field of a request. */
export function sentXml(request: ReceivedRequest | undefined, field: 'entrada' | 'xml'): string {
  return new URLSearchParams(String(request?.body)).get(field) ?? '';
}

/** A callback as the gateway posts it. */
export function callback(
  fields: Readonly<Record<string, string>>,
  overrides: Partial<CallbackToRead> = {},
): CallbackToRead {
  return {
    method: 'POST',
    path: '/c/secret',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new TextEncoder().encode(new URLSearchParams(fields).toString()),
    ...overrides,
  };
}

/** One charge of a callback. */
export function notice(changed: Readonly<Record<string, string>> = {}): string {
  const elements = {
    chave: 'CHAVE123',
    chaveLote: '77',
    retorno: '0RH5P2S8ABCDEFGHJKMN',
    documento: '321',
    status: 'p',
    total: '9990',
    valorPago: '9990',
    pag: '09/12/2026',
    ...changed,
  };
  const inner = Object.entries(elements).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<cobranca>${inner.join('')}</cobranca>`;
}
