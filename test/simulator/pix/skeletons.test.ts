/** Answers compared with the recorded ones: every key of the record is there, with a value of the same type. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startReceiver } from '../receiver.ts';
import { cob, cobv, KEY, txidOf } from './bodies.ts';
import { startPix, tokenRequest, withKey, type PixClient } from './client.ts';

interface Recorded {
  readonly status: number | null;
  readonly body: unknown;
}

const recorded = (name: string): Recorded =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/pix/${name}.json`, import.meta.url), 'utf8'),
  ) as Recorded;

/** The paths of the record that the answer lacks, or has with another type. */
function lacking(record: unknown, answer: unknown, path = ''): readonly string[] {
  if (typeof record !== typeof answer || Array.isArray(record) !== Array.isArray(answer))
    return [path];
  if (typeof record !== 'object' || record === null) return [];
  const given = answer as Readonly<Record<string, unknown>>;
  return Object.entries(record).flatMap(([key, value]) =>
    lacking(value, given[key], `${path}/${key}`),
  );
}

let pix: PixClient;

afterEach(() => pix.close());

describe('answers of Banco do Brasil', () => {
  it.each([
    ['bb-token', () => token()],
    ['bb-cob', () => made(pix.pix('PUT', `/cob/${txidOf(1)}`, cob))],
    ['bb-error-erros', () => made(pix.pix('GET', `/cob/${txidOf(9)}`))],
    ['bb-error-unauthorized', () => bare('/pix/v2/webhook')],
    ['problem', () => made(pix.pix('PUT', `/cobv/${txidOf(1)}`, zero(cobv)))],
    ['bb-pix-list', () => listed()],
  ])('have the shape of %s', async (name, ask) => {
    pix = await startPix('pix-bb');
    const record = recorded(name);

    const answer = await ask();

    expect(answer.status).toBe(record.status);
    expect(lacking(record.body, answer.body)).toEqual([]);
  });
});

describe('answers of Efí', () => {
  it.each([
    ['efi-token', () => token()],
    ['efi-cobv', () => made(pix.pix('PUT', `/cobv/${txidOf(1)}`, cobv))],
    ['efi-error', () => made(pix.pix('PUT', `/cob/${txidOf(1)}`, zero(cob)))],
    ['problem', () => made(pix.pix('PUT', `/cobv/${txidOf(1)}`, zero(cobv)))],
  ])('have the shape of %s', async (name, ask) => {
    pix = await startPix('pix-efi');
    const record = recorded(name);

    const answer = await ask();

    expect(answer.status).toBe(record.status);
    expect(lacking(record.body, answer.body)).toEqual([]);
  });

  it('are matched by what it posts', async () => {
    const receiver = await startReceiver();
    pix = await startPix('pix-efi');
    const webhook = { notificacao: { tarifa: true, pagador: true } };
    await pix.pix('PUT', '/gn/config', {
      pix: { chaves: { [KEY]: { recebimento: { webhook } } } },
    });
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);
    await pix.on('POST', `/charges/${txidOf(1)}/pay`);
    await pix.pix('PUT', `/webhook/${KEY}`, { webhookUrl: receiver.url });

    await pix.on('POST', `/charges/${txidOf(1)}/refund`, { amountCents: 990 });
    await pix.simulator.whenIdle();

    const post = receiver.posts.at(-1);
    await receiver.close();
    expect(lacking(recorded('efi-callback').body, JSON.parse(post?.body ?? ''))).toEqual([]);
  });
});

const zero = (body: typeof cob | typeof cobv) => ({ ...body, valor: { original: '0.00' } });

interface Seen {
  readonly status: number;
  readonly body: unknown;
}

const made = (reply: Promise<Seen>): Promise<Seen> => reply;

async function token(): Promise<Seen> {
  const response = await pix.raw('POST', '/oauth/token', tokenRequest(pix.id));
  return { status: response.status, body: await response.json() };
}

async function bare(path: string): Promise<Seen> {
  const response = await pix.raw('GET', withKey(pix.id, path));
  return { status: response.status, body: await response.json() };
}

async function listed(): Promise<Seen> {
  await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);
  await pix.on('POST', `/charges/${txidOf(1)}/pay`);
  return pix.pix('GET', '/pix?inicio=2026-11-20T00:00:00Z&fim=2026-11-22T00:00:00Z');
}
