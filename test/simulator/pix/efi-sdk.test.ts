import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Wire } from '../harness.ts';
import { startReceiver, type Receiver } from '../receiver.ts';
import { cobv, company, KEY, person, txidOf } from './bodies.ts';
import { makeCertificates, type Certificates } from './certificates.ts';
import { startPix, type PixClient } from './client.ts';

/** The official SDK 2.0.1 asks for a payer on every charge, and for two decimals nowhere. */
const cob = {
  calendario: { expiracao: 3600 },
  devedor: person,
  valor: { original: '99.90' },
  chave: KEY,
};

let pix: PixClient;
let receiver: Receiver;
let certificates: Certificates;
let folder: string;

beforeEach(async () => {
  certificates = makeCertificates();
  folder = mkdtempSync(join(tmpdir(), 'baixa-certificates-'));
  const { ca, server, client } = certificates;
  writeFileSync(join(folder, 'ca.pem'), ca.cert);
  writeFileSync(join(folder, 'client.pem'), client.cert);
  writeFileSync(join(folder, 'client.key'), client.key);
  const tls = { port: 0, key: server.key, cert: server.cert, clientCa: ca.cert };
  pix = await startPix('pix-efi', { tls });
  receiver = await startReceiver();
});

afterEach(async () => {
  await pix.close();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

const baseUrl = () => `https://127.0.0.1:${String(pix.simulator.tlsPort)}/pix-efi`;

type Call = readonly [name: string, ...input: readonly object[]];

interface Result {
  readonly value?: Wire;
  readonly error?: Wire;
}

/** Calls of the SDK with the client's certificate (or none that the bank knows), in one process. */
async function callSdk(calls: readonly Call[], options: object = {}): Promise<readonly Result[]> {
  const child = spawn(process.execPath, [childPath], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const given = {
    client_id: 'Client_Id_sandbox',
    client_secret: 'Client_Secret_sandbox',
    certificate: join(folder, 'client.pem'),
    pemKey: join(folder, 'client.key'),
    validateMtls: false,
    ...options,
  };
  child.stdin.end(JSON.stringify({ baseUrl: baseUrl(), options: given, calls }));
  return JSON.parse(await text(child.stdout)) as readonly Result[];
}

const childPath = fileURLToPath(new URL('sdk-child.mjs', import.meta.url));

/** What the SDK's zod schema of an answer finds wrong; it exports the schemas and never runs them. */
async function wrongInAnswer(schema: string, answer: unknown): Promise<readonly string[]> {
  const root = join(createRequire(import.meta.url).resolve('sdk-node-apis-efi/package.json'), '..');
  const file = pathToFileURL(join(root, 'dist/esm/types/pix.js')).href;
  const schemas = (await import(file)) as Readonly<Record<string, Schema>>;
  const found = schemas[schema];
  if (found === undefined) throw new Error(`The SDK has no ${schema}`);
  const issues = found.safeParse(answer).error?.issues ?? [];
  return issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

interface Schema {
  safeParse(value: unknown): {
    readonly error?: {
      readonly issues: readonly { readonly path: readonly unknown[]; readonly message: string }[];
    };
  };
}

describe('the official SDK of Efí against the port that asks for a certificate', () => {
  it('leads charges through their life and finds its own shapes', async () => {
    const txid = { txid: txidOf(1) };
    const dueTxid = { txid: txidOf(2) };
    const [made, due, revised, hook, hookShown] = await callSdk([
      ['pixCreateCharge', txid, cob],
      ['pixCreateDueCharge', dueTxid, { ...cobv, devedor: { ...cobv.devedor } }],
      ['pixUpdateCharge', txid, { devedor: company, valor: { original: '89.90' } }],
      ['pixConfigWebhook', { chave: KEY }, { webhookUrl: receiver.url }],
      ['pixDetailWebhook', { chave: KEY }],
    ]);
    await pix.on('POST', `/charges/${txidOf(1)}/pay`);
    const window = { inicio: '2026-11-21T00:00:00Z', fim: '2026-11-22T00:00:00Z' };
    const [shown, listed, dueList, received] = await callSdk([
      ['pixDetailCharge', txid],
      ['pixListCharges', window],
      ['pixListDueCharges', window],
      ['pixReceivedList', window],
    ]);
    const e2eId = String(received?.value.pix[0].endToEndId);
    const refund = { e2eId, id: 'dev1' };
    const [asked, refundShown, removed] = await callSdk([
      ['pixDevolution', refund, { valor: '10.00' }],
      ['pixDetailDevolution', refund],
      ['pixUpdateDueCharge', dueTxid, { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }],
    ]);

    expect(revised?.value).toMatchObject({ revisao: 1, devedor: company });
    expect(hook?.value).toMatchObject({ webhookUrl: receiver.url });
    expect(hookShown?.value).toMatchObject({ webhookUrl: receiver.url, chave: KEY });
    expect(shown?.value.status).toBe('CONCLUIDA');
    expect(dueList?.value.cobs).toHaveLength(1);
    expect(removed?.value.status).toBe('REMOVIDA_PELO_USUARIO_RECEBEDOR');
    const answers: readonly (readonly [string, Result | undefined])[] = [
      ['PixCreateChargeResponseSchema', made],
      ['PixCreateDueChargeResponseSchema', due],
      ['PixUpdateChargeResponseSchema', revised],
      ['PixDetailChargeResponseSchema', shown],
      ['PixListChargesResponseSchema', listed],
      ['PixListDueChargesResponseSchema', dueList],
      ['PixListReceivedResponseSchema', received],
      ['PixDevolutionResponseSchema', asked],
      ['PixDetailDevolutionResponseSchema', refundShown],
    ];
    for (const [schema, answer] of answers)
      expect([schema, await wrongInAnswer(schema, answer?.value)]).toEqual([schema, []]);
  });

  it('uses locations, the picture of a code, the balance and the settings', async () => {
    const [made] = await callSdk([['pixCreateLocation', {}, { tipoCob: 'cob' }]]);
    const id = { id: Number(made?.value.id) };
    const config = {
      pix: { chaves: { [KEY]: { recebimento: { webhook: { notificacao: { tarifa: true } } } } } },
    };

    const [charged, picture, unlinked, saved, read, balance] = await callSdk([
      ['pixCreateCharge', { txid: txidOf(1) }, { ...cob, loc: id }],
      ['pixGenerateQRCode', id],
      ['pixUnlinkTxidLocation', id],
      ['updateAccountConfig', {}, config],
      ['listAccountConfig', {}],
      ['getAccountBalance', {}],
    ]);

    expect(charged?.value.loc.id).toBe(id.id);
    expect(picture?.value.qrcode).toBe(charged?.value.pixCopiaECola);
    expect(picture?.value.imagemQrcode).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(unlinked?.value).toMatchObject(id);
    expect(saved).not.toHaveProperty('error');
    expect(read?.value).toEqual(config);
    expect(balance?.value).toEqual({ saldo: '0.00' });
  });

  it('is turned away with a certificate of another authority', async () => {
    const stranger = makeCertificates();
    writeFileSync(join(folder, 'other.pem'), stranger.client.cert);
    writeFileSync(join(folder, 'other.key'), stranger.client.key);
    const wrong = { certificate: join(folder, 'other.pem'), pemKey: join(folder, 'other.key') };

    const [refused] = await callSdk([['pixDetailCharge', { txid: txidOf(1) }]], wrong);

    expect(refused?.value).toBeUndefined();
    expect(refused?.error).toBeDefined();
  });
});
