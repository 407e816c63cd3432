/** What simulated gateways without bar codes give, on paper: a Pix as a cobrança Pix, a page alone as nothing. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { cents } from '../../domain/money.ts';
import type { Input, Output } from '../../preload/contract/api.ts';
import { readCodes, readText } from '../documents/read-back.ts';
import { openPractice, plusDays, type Practice } from '../support/practice.ts';

const account: Omit<Input<'accounts.save'>, 'label' | 'gateway' | 'profile' | 'instrument'> = {
  environment: 'simulator',
  isActive: true,
  autoSettle: true,
  sendsOnline: true,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 20,
  feeEstimateCents: cents(0),
  startNumber: null,
  fallbackRank: null,
  terms: PLAIN_TERMS,
  messageLines: [],
  credentials: {},
};

let practice: Practice;
let pixId: number;
let tokenId: number;

beforeEach(async () => {
  practice = await openPractice();
  ({ id: pixId } = await practice.bench.call('accounts.save', {
    ...account,
    label: 'Pix de prática',
    gateway: 'pix',
    profile: 'efi',
    instrument: 'pix',
    messageLines: ['Suporte: (31) 3551-0000'],
  }));
  ({ id: tokenId } = await practice.bench.call('accounts.save', {
    ...account,
    label: 'Gerencianet de prática',
    gateway: 'gerencianet-token',
    profile: null,
    instrument: 'boleto',
  }));
});

afterEach(() => practice.bench.close());

async function issuedAt(accountId: number): Promise<Output<'titulos.get'>> {
  const { id } = await practice.newTitulo({ accountId, dueOn: plusDays(7) });
  return practice.registered(id);
}

async function ended(jobId: string) {
  const jobs = await practice.bench.until(
    () => practice.bench.call('jobs.list', {}),
    (list) => list.some((job) => job.jobId === jobId && job.state !== 'running'),
  );
  return jobs.find((job) => job.jobId === jobId);
}

function printedFiles(): readonly string[] {
  const folder = path.join(practice.bench.dataDir, 'documents');
  return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

describe('one print of several gateways', () => {
  it('has boleto and cobrança Pix, and names what the gateway alone prints', async () => {
    const { id: boletoId } = await practice.newTitulo();
    const boleto = await practice.registered(boletoId);
    const pix = await issuedAt(pixId);
    const page = await issuedAt(tokenId);

    const tituloIds = [boleto.id, pix.id, page.id];
    const { jobId } = await practice.bench.call('documents.boletos', {
      tituloIds,
      isSecondCopy: false,
    });
    const job = await ended(jobId);

    expect(job).toMatchObject({ state: 'done', total: 2 });
    expect(job?.leftOut).toEqual([{ reason: 'page-only', count: 1, tituloNumbers: [page.number] }]);
    const [file = ''] = printedFiles();
    const [first, second] = await readCodes(file);
    expect(first?.barcodes).toHaveLength(1);
    expect(second).toEqual({ barcodes: [], qrs: [pix.charge?.pixPayload] });
    const text = await readText(file);
    expect(text).toContain('Cobrança Pix');
    expect(text).toContain('Suporte: (31) 3551-0000');
  });

  it('of nothing printable fails, and names it all the same', async () => {
    const page = await issuedAt(tokenId);

    const { jobId } = await practice.bench.call('documents.boletos', {
      tituloIds: [page.id],
      isSecondCopy: false,
    });
    const job = await ended(jobId);

    expect(job).toMatchObject({ state: 'failed', failure: { code: 'state-not-allowed' } });
    expect(job?.leftOut?.map(({ reason }) => reason)).toEqual(['page-only']);
    expect(printedFiles()).toEqual([]);
  });
});
