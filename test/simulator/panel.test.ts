/** The control calls that the panel of the app is made of. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneStep } from './efi/bodies.ts';
import { columns, startHarness, type Harness, type Wire } from './harness.ts';
import { startReceiver, type Receiver } from './receiver.ts';

const HOUR = 3_600_000;

let harness: Harness;
let receiver: Receiver;

beforeEach(async () => {
  harness = await startHarness();
  receiver = await startReceiver();
});

afterEach(async () => {
  await harness.close();
  await receiver.close();
});

async function issue(customId = 'TIT-1'): Promise<string> {
  const { body } = await harness.api('POST', '/v1/charge/one-step', {
    ...oneStep(receiver.url),
    metadata: { custom_id: customId, notification_url: receiver.url },
  });
  await harness.simulator.whenIdle();
  return String(body.data.charge_id);
}

const show = async (id: string): Promise<Wire> =>
  (await harness.control('GET', `/efi/charges/${id}`)).body;

const attempts = async (query = ''): Promise<Wire> =>
  (await harness.control('GET', `/efi/callbacks/attempts${query}`)).body.attempts;

const resend = async (selection: object): Promise<number> => {
  const { body } = await harness.control('POST', '/efi/callbacks/resend', selection);
  await harness.simulator.whenIdle();
  return Number(body.queued);
};

describe('the list of charges', () => {
  it('gives the newest first, by number or by reference, without the callbacks', async () => {
    const first = await issue();
    const second = await issue('TIT-2');
    const ids = async (query: string) =>
      columns((await harness.control('GET', `/efi/charges?${query}`)).body.charges, 'id').flat();

    const found = [
      await ids('order=newest&callbacks=none'),
      await ids(`search=${first}`),
      await ids('search=TIT-2'),
      await ids('search=TIT-9'),
    ];

    expect(found).toEqual([[second, first], [first], [second], []]);
  });
});

describe('one charge', () => {
  it('says what can be done with it and why the rest cannot', async () => {
    const id = await issue();

    const { actions } = await show(id);

    const possible = (actions as Wire[]).filter(({ reason }) => reason === null);
    expect(columns(possible, 'action').flat()).toEqual(
      expect.arrayContaining(['pay', 'identify', 'cancel', 'settle']),
    );
    expect(actions).toContainEqual({ action: 'refund', reason: 'A cobrança está waiting.' });
  });

  it('changes nothing by being looked at, and strikes no fault', async () => {
    const id = await issue();
    await harness.control('PUT', '/faults', {
      faults: [{ gateway: 'efi', kind: 'lose', count: 1 }],
    });
    const before = await harness.control('GET', '/');

    await show(id);

    const after = await harness.control('GET', '/');
    expect(after.body).toEqual(before.body);
    expect((await show(id)).charge.status).toBe('waiting');
    expect(await attempts()).toHaveLength(2);
  });

  it('shows its letter and its page, and its money once it is paid', async () => {
    const id = await issue();
    await harness.control('POST', `/efi/charges/${id}/pay`);

    const { letter, links, entries } = await show(id);

    // The payer of this charge has no e-mail.
    expect(letter).toMatchObject({ to: null, subject: expect.stringMatching(/99,90/) });
    expect(letter.text).toContain('nada foi enviado');
    expect((await fetch(String(links.pageUrl))).status).toBe(200);
    expect((await fetch(String(links.pdfUrl))).headers.get('content-type')).toBe('application/pdf');
    expect(entries).toMatchObject([{ charge: id, paidCents: 9990 }]);
  });

  it('is not found when it is none', async () => {
    expect((await harness.control('GET', '/efi/charges/1')).status).toBe(404);
  });
});

describe('the notification log', () => {
  it('has a line per try, the newest first, with answer and next try', async () => {
    const id = await issue();

    const lines = await attempts(`?charge=${id}`);

    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      charge: id,
      change: 'waiting',
      outcome: 'waiting',
      url: receiver.url,
      attempt: 1,
      httpStatus: 200,
      error: null,
      nextTryAt: '2026-11-21T12:05:00.000Z',
    });
  });

  it('finds what failed, by period and by charge', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    const id = await issue();

    const found = await Promise.all(
      [
        '?outcome=failed',
        '?outcome=delivered',
        '?from=2026-11-21&to=2026-11-21',
        '?from=2026-11-22',
        '?charge=1',
        `?charge=${id}&outcome=failed&limit=1`,
      ].map(attempts),
    );

    expect(found.map(({ length }) => length as number)).toEqual([2, 0, 2, 0, 0, 1]);
  });

  it('tells what a switched-off URL holds back from what it had answered before', async () => {
    const id = await issue();
    await harness.control('PUT', '/efi/url', { url: receiver.url, active: false });
    await harness.control('POST', `/efi/charges/${id}/cancel`);

    const lines = await attempts(`?charge=${id}`);

    expect(columns(lines, 'change', 'outcome', 'state')).toEqual([
      ['canceled', 'failed', 'suspended'],
      ['waiting', 'waiting', 'suspended'],
      ['new', 'waiting', 'suspended'],
    ]);
  });

  it('sends one again, the failed ones, or a period to another URL', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    const id = await issue();
    receiver.answerWith((response) => response.writeHead(200).end());
    const other = await startReceiver();
    const [newest] = await attempts(`?charge=${id}`);

    const counts = [
      await resend({ deliveries: [newest.id] }),
      await resend({ outcome: 'failed' }),
      await resend({ from: '2026-11-21', to: '2026-11-21', url: other.url }),
      await resend({ from: '2026-11-22' }),
    ];
    await other.close();

    // The one that was sent again is answered by now: it only waits for being read.
    expect(counts).toEqual([1, 1, 2, 0]);
    expect(other.posts).toHaveLength(2);
  });
});

describe('a moved clock', () => {
  it('tells what happened on the way', async () => {
    receiver.answerWith((response) => response.writeHead(503).end());
    await harness.control('PUT', '/faults', { faults: [{ gateway: 'efi', kind: 'switch-off' }] });
    await issue();

    const { body } = await harness.control('POST', '/clock', { advanceMs: 2 * HOUR });

    expect(body).toMatchObject({ switchedOff: [receiver.url] });
    expect(body.failedTries).toBeGreaterThan(0);
    expect(body.told).toEqual([]);
  });
});
