/** Caminho de entrada: set up, proved, cut and open again, in the real app over a tunnel of the operator's own. */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { button, fillIn, heading, openScreen } from '../../tools/demo/operator.mjs';
import { makeDataDir, type Desktop } from '../support/desktop.ts';
import { violationsIn } from './support/axe.ts';
import { ask, openPractice, openWithKeyFile } from './support/practice.ts';

let dataDir: string;
let desktop: Desktop;
let tunnel: http.Server;
let tunnelUrl: string;
/** Where the tunnel leads: the listener's port, or nowhere. */
let target: number | null;

beforeAll(async () => {
  dataDir = makeDataDir();
  desktop = await openPractice(dataDir);
  target = await listenerPort();
  tunnel = http.createServer((request, response) => {
    if (target === null) return void response.writeHead(502).end();
    const { method, url, headers } = request;
    const inner = http.request(
      { host: '127.0.0.1', port: target, method, path: url, headers },
      (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers)),
    );
    request.pipe(inner);
  });
  await new Promise<void>((resolve) => tunnel.listen(0, '127.0.0.1', resolve));
  tunnelUrl = `http://127.0.0.1:${(tunnel.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await desktop.close();
  tunnel.closeAllConnections();
  await new Promise((resolve) => tunnel.close(resolve));
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function listenerPort(): Promise<number | null> {
  const { listener } = await ask(desktop.page, 'status.get', {});
  return listener.port;
}

/** The part of the screen that says how the way stands now. */
function light(): Locator {
  return desktop.page.getByRole('region', { name: 'Agora' });
}

/** The bottom line, which every screen has. */
function statusLine(): Locator {
  return desktop.page.getByRole('contentinfo', { name: 'Situação do sistema' });
}

describe('the way in', () => {
  it('refuses an address of CGNAT in words, and saves nothing', async () => {
    const { page } = desktop;
    await openScreen(page, 'Callbacks');
    await page.getByRole('link', { name: 'Caminho de entrada' }).click();
    await heading(page, 'Caminho de entrada').waitFor();

    await button(page, 'Adicionar caminho').click();
    await page.getByRole('menuitem', { name: 'Outro túnel' }).click();
    await fillIn(page, { 'Endereço público': 'http://100.72.3.4:8080' });
    await button(page, 'Gravar').click();

    await page.getByText('dividido entre vários clientes da operadora', { exact: false }).waitFor();
    expect(await ask(page, 'exposure.get', {})).toMatchObject({ settings: { ways: [] } });
  });

  it('turns green once it is set up and proved, with its address in the status line', async () => {
    const { page } = desktop;

    await fillIn(page, { 'Endereço público': `${tunnelUrl}/` });
    await page.keyboard.press('Control+S');

    await light().getByText('Confirmado', { exact: false }).waitFor();
    await light().getByText(tunnelUrl).waitFor();
    await statusLine().getByText('Outro túnel: Confirmado', { exact: false }).waitFor();
    await statusLine().getByText(tunnelUrl).waitFor();
  });

  it('turns red with the reason when it is cut', async () => {
    const { page } = desktop;
    target = null;

    // One lost visit is no failure, two are.
    await button(page, 'Testar agora').click();
    await page.getByText('não provou o caminho', { exact: false }).waitFor();
    await button(page, 'Testar agora').click();

    await light().getByText('Sem acesso desde', { exact: false }).waitFor();
    await light().getByText('HTTP 502', { exact: false }).waitFor();
    await statusLine().getByText('Outro túnel: Sem acesso', { exact: false }).waitFor();
  });

  it('is green again as soon as a visit comes through', async () => {
    target = await listenerPort();

    await button(desktop.page, 'Testar agora').click();

    await light().getByText('Confirmado', { exact: false }).waitFor();
  });

  it('is proved by a telephone that opens the one-time address', async () => {
    const { page } = desktop;
    await button(page, 'Gerar endereço de teste').click();
    await page.getByRole('img', { name: 'Código QR do endereço de teste' }).waitFor();
    const { phone } = await ask(page, 'exposure.get', {});

    const visit = await fetch(phone?.url ?? '');

    expect(visit.status).toBe(200);
    await page.getByText('Chegou de fora em', { exact: false }).waitFor();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe finds in %s', async (colorScheme) => {
    const { page } = desktop;
    await button(page, 'Gerar outro endereço').click();
    await page.getByText('Esperando a visita do celular…').waitFor();

    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });

    expect(await violationsIn(page)).toEqual([]);
  });

  it('goes on after the next start as it was set up', async () => {
    await desktop.close();
    target = null;

    desktop = await openWithKeyFile(dataDir);
    target = await listenerPort();
    await ask(desktop.page, 'exposure.look', {});

    await statusLine().getByText('Outro túnel: Confirmado', { exact: false }).waitFor();
  });
});
