import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromMs, instant, type Instant } from '../../../domain/instant.ts';
import { systemClock } from '../../../main/clock.ts';
import type { AttemptRecord, Gateway } from '../../../main/gateways/gateway.ts';
import { pixDefinition } from '../../../main/gateways/pix/definition.ts';
import { startSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { makeCertificates, type Certificates } from '../../simulator/pix/certificates.ts';

const stored = JSON.parse(
  readFileSync(new URL('../../fixtures/pix/certificates.json', import.meta.url), 'utf8'),
) as { readonly certificate: string; readonly files: Readonly<Record<string, string>> };

const base64 = (text: string) => Buffer.from(text).toString('base64');
const made = makeCertificates();
const strangers = makeCertificates();

let dataDir: string;
let simulator: Simulator;
const attempts: AttemptRecord[] = [];
const context = { record: (attempt: AttemptRecord) => void attempts.push(attempt) };

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'baixa-pix-'));
  attempts.length = 0;
});
afterEach(async () => {
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start({ server }: Certificates, clientCa: string): Promise<void> {
  const tls = { ...server, clientCa, port: 0 };
  simulator = await startSimulator({ dataDir, port: 0, tls });
}

function open(
  files: Readonly<Record<string, string>>,
  now: () => Instant = () => systemClock.now(),
): Gateway {
  const login = { 'client-id': 'sandbox', 'client-secret': 'sandbox', 'app-key': 'sandbox' };
  const settings: Readonly<Record<string, string>> = {
    ...login,
    'pix-key': 'pix@provedor.example',
    ...files,
  };
  return pixDefinition.open(
    {
      environment: 'production',
      profile: 'bb',
      baseUrl: `https://127.0.0.1:${simulator.tlsPort ?? 0}/pix-bb`,
      credential: (name) => settings[name.replace('production-bb-', '')],
    },
    { clock: { now } },
  );
}

const trusted = { 'extra-ca': base64(made.ca.cert) };
const good = {
  ...trusted,
  certificate: base64(made.client.cert),
  'private-key': base64(made.client.key),
};

describe('a bank that asks for a certificate', () => {
  it('takes a PEM that its authority vouches for', async () => {
    await start(made, made.ca.cert);

    expect(await open(good).testCredentials(context)).toEqual({ ending: 'done' });
  });

  it('takes an old .pfx with RC2-40', async () => {
    await start(made, stored.certificate);
    const files = {
      ...trusted,
      certificate: stored.files['rc2'] ?? '',
      'certificate-password': 'segredo',
    };

    expect(await open(files).testCredentials(context)).toEqual({ ending: 'done' });
  });

  it.each([
    ['none', /^O servidor recusou o certificado/, trusted],
    [
      'one of somebody else',
      /recusa(ndo|ou) o certificado/,
      {
        ...trusted,
        certificate: base64(strangers.client.cert),
        'private-key': base64(strangers.client.key),
      },
    ],
  ])('refuses %s, and nothing was sent', async (_what, text, files) => {
    await start(made, made.ca.cert);

    const outcome = await open(files).testCredentials(context);

    expect(outcome).toMatchObject({
      ending: 'not-sent',
      text: expect.stringMatching(text) as string,
    });
    expect(attempts).toMatchObject([{ operation: 'token' }]);
  });

  it('is not spoken to where its own authority is not known', async () => {
    await start(made, made.ca.cert);
    const { certificate, 'private-key': key } = good;

    const outcome = await open({ certificate, 'private-key': key }).testCredentials(context);

    expect(outcome).toMatchObject({
      ending: 'not-sent',
      text: expect.stringMatching(/não conhece .* Autoridade extra da conta\.$/) as string,
    });
  });

  it.each([
    ['that has ended', instant('2050-01-01T00:00:00Z'), 'vencido'],
    ['that has not begun', instant('2019-12-31T00:00:00Z'), 'ainda não vale'],
  ])('gets no certificate %s', async (_what, now, text) => {
    await start(made, made.ca.cert);

    const outcome = await open(good, () => now).testCredentials(context);

    expect(outcome).toMatchObject({
      ending: 'not-sent',
      reason: 'credentials',
      text: expect.stringContaining(text) as string,
    });
    expect(attempts).toEqual([]);
  });

  it('gets none that ends while the account is open', async () => {
    await start(made, made.ca.cert);
    const ends = Date.parse('2049-12-31T23:59:59Z');
    const times = [fromMs(ends - 1000), fromMs(ends)];
    let now = fromMs(0);
    const gateway = open(good, () => now);

    const outcomes = [];
    for (const time of times) {
      now = time;
      outcomes.push(await gateway.testCredentials(context));
    }

    expect(outcomes[1]).toMatchObject({ text: expect.stringContaining('vencido') as string });
    expect(outcomes[0]).not.toMatchObject({ text: expect.stringContaining('vencido') as string });
  });
});
