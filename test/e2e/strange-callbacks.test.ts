/** What strangers send to the address of the callbacks, and what the screen shows of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heading, openScreen } from '../../tools/demo/operator.mjs';
import { ask, openPractice, type PracticeDesktop } from './support/practice.ts';

const MEGABYTE = 1024 * 1024;
const FORM = 'application/x-www-form-urlencoded';

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
});

afterAll(() => desktop.close());

async function post(url: string, body: string | Uint8Array, type = FORM): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: Buffer.from(body),
  });
  return response.status;
}

async function openNewest(): Promise<void> {
  const { page } = desktop;
  const { rows } = await ask(page, 'callbacks.list', { filter: {}, limit: 1 });
  await openScreen(page, 'Callbacks');
  // The list of a moment ago is still there until the new row has come.
  await page.locator(`[role=gridcell] a[href$="/callbacks/${rows[0]?.id ?? 0}"]`).click();
  await heading(page, /^Callback \d+/).waitFor();
}

describe('a callback', () => {
  it('with rubbish in it is kept, answered, and shown as text that does nothing', async () => {
    const { page, callbackUrl } = desktop;
    const rubbish = 'notification=<img src=x onerror="document.title=1">\u0000\u202e%%%';

    const status = await post(callbackUrl, rubbish);
    await openNewest();

    expect(status).toBe(200);
    await page
      .getByText('<img src=x onerror="document.title=1">', { exact: false })
      .first()
      .waitFor();
    expect(await page.locator('main img[src=x]').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
  });

  it('with bytes that are no text is shown in hexadecimal', async () => {
    const { page, callbackUrl } = desktop;

    const status = await post(
      callbackUrl,
      Buffer.from([0xff, 0xfe, 0x00, 0x80]),
      'application/octet-stream',
    );
    await openNewest();

    expect(status).toBe(200);
    await page.getByText('Corpo em hexadecimal (não é texto)').waitFor();
  });

  it('with a token that the gateway does not know stops, and says so', async () => {
    const { page, callbackUrl } = desktop;

    const status = await post(callbackUrl, 'notification=0f8fad5b-d9cb-469f-a165-70867728950e');
    await openNewest();

    expect(status).toBe(200);
    await page
      .getByText('O gateway não reconhece o código deste aviso', { exact: false })
      .waitFor();
  });

  it('of ten megabytes is turned away, and nothing is stored', async () => {
    const { page, callbackUrl } = desktop;
    const before = (await ask(page, 'callbacks.list', { filter: {}, limit: 50 })).rows.length;

    const status = await post(callbackUrl, Buffer.alloc(10 * MEGABYTE, 0x61));

    expect(status).toBe(413);
    const after = (await ask(page, 'callbacks.list', { filter: {}, limit: 50 })).rows.length;
    expect(after).toBe(before);
  });

  it('to an address that belongs to no account gets a bare 404 and is not stored', async () => {
    const { page, callbackUrl } = desktop;
    const before = (await ask(page, 'callbacks.list', { filter: {}, limit: 50 })).rows.length;
    const stranger = callbackUrl.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));

    const status = await post(stranger, 'notification=x');

    expect(status).toBe(404);
    const after = (await ask(page, 'callbacks.list', { filter: {}, limit: 50 })).rows.length;
    expect(after).toBe(before);
  });

  it('settles nothing, whatever it says', async () => {
    const { page } = desktop;

    await openScreen(page, 'Início');

    await page.getByRole('link', { name: /^Recebido hoje R\$ 0,00/ }).waitFor();
  });
});
