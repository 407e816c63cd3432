/** What the page of a window cannot do, tried in the real Electron. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge } from '../../preload/contract/events.ts';
import type { Result } from '../../preload/contract/result.ts';
import { describeRuntime, electronRuntime } from '../../tools/electron.mjs';
import { builtPreload, openDesktop, type Desktop } from '../support/desktop.ts';

declare global {
  interface Window {
    baixa: Bridge;
  }
}

let desktop: Desktop;
let outside: http.Server;
let outsideUrl: string;
let visits: string[];

beforeAll(async () => {
  visits = [];
  outside = http.createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end('<p>outside</p>');
  });
  await once(outside.listen(0, '127.0.0.1'), 'listening');
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
  process.stdout.write(`${describeRuntime(electronRuntime())}\n`);
  desktop = await openDesktop();
});

afterAll(async () => {
  await desktop.close();
  outside.close();
});

describe('the page of a window', () => {
  it('has two functions of ours and nothing of Node', async () => {
    const found = await desktop.page.evaluate(() => ({
      bridge: Object.keys(window.baixa).sort(),
      kinds: Object.values(window.baixa).map((member) => typeof member),
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter(
        (name) => name in window,
      ),
    }));

    expect(found).toEqual({ bridge: ['call', 'on'], kinds: ['function', 'function'], node: [] });
  });

  it('cannot change what those functions are', async () => {
    const isChanged = await desktop.page.evaluate(() => {
      const bridge = window.baixa;
      const before: unknown = Reflect.get(bridge, 'call');
      Reflect.set(bridge, 'call', () => Promise.resolve('forged'));
      Reflect.set(window, 'baixa', {});
      return window.baixa !== bridge || Reflect.get(bridge, 'call') !== before;
    });

    expect(isChanged).toBe(false);
  });

  it('is isolated, sandboxed and without webviews', async () => {
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Not in Electron's types, though its own tests look here.
      const read = contents as unknown as { getLastWebPreferences?(): unknown } | undefined;
      return read?.getLastWebPreferences?.();
    });

    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
  });

  it("runs in the system's sandbox, or the app says that it does not", async () => {
    const isOff = await desktop.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'));

    const status = await call('status.get');

    expect(status).toMatchObject({ ok: true, value: { isUnsandboxed: isOff } });
    if (isOff) process.stdout.write('sandbox do sistema não verificada\n');
  });

  it('has an address of its own and a new nonce at each load', async () => {
    const readNonce = (): Promise<string | null> =>
      desktop.page.locator('meta[name=csp-nonce]').getAttribute('content');
    const first = await readNonce();

    await desktop.page.evaluate(() => location.reload());
    await desktop.page.waitForFunction((old) => {
      const meta = document.querySelector('meta[name=csp-nonce]');
      return meta !== null && meta.getAttribute('content') !== old;
    }, first);

    expect(desktop.page.url()).toMatch(/^app:\/\/baixa\/index\.html/);
    expect(first).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(await readNonce()).not.toBe(first);
  });

  it('runs no script that is not a file of the bundle', async () => {
    const ran = await desktop.page.evaluate(async () => {
      const marks: string[] = [];
      Reflect.set(window, 'mark', (name: string) => marks.push(name));
      const inline = document.createElement('script');
      inline.textContent = "mark('inline')";
      const data = document.createElement('script');
      data.src = "data:text/javascript,mark('data')";
      const ended = new Promise((resolve) => (data.onerror = resolve));
      const attribute = document.createElement('button');
      attribute.setAttribute('onclick', "mark('attribute')");
      document.body.append(inline, data, attribute);
      attribute.click();
      await ended;
      try {
        Reflect.construct(Function, ["mark('function')"]).call(undefined);
      } catch (error) {
        marks.push(error instanceof EvalError ? 'refused' : 'other');
      }
      return marks;
    });

    expect(ran).toEqual(['refused']);
  });

  it('reaches no other server, in whatever way it asks', async () => {
    const outcomes = await desktop.page.evaluate(async (url) => {
      const ends = (element: HTMLElement): Promise<string> =>
        new Promise((resolve) => {
          element.addEventListener('load', () => resolve('loaded'));
          element.addEventListener('error', () => resolve('refused'));
          document.body.append(element);
        });
      const make = (tag: 'img' | 'script'): HTMLElement =>
        Object.assign(document.createElement(tag), { src: url });
      const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url });
      const socket = new Promise<string>((resolve) => {
        const opened = new WebSocket(url.replace('http', 'ws'));
        opened.onopen = () => resolve('loaded');
        opened.onerror = () => resolve('refused');
      });
      navigator.sendBeacon(url, 'x');
      return Promise.all([
        fetch(url).then(
          () => 'loaded',
          () => 'refused',
        ),
        ends(make('img')),
        ends(make('script')),
        ends(sheet),
        socket,
      ]);
    }, outsideUrl);

    expect(outcomes).toEqual(Array(5).fill('refused'));
    expect(visits).toEqual([]);
  });

  it('cannot leave its address', async () => {
    const refusals = await refusalsOf('navigation', 3, async () => {
      await desktop.page.evaluate((url) => {
        location.href = url;
      }, outsideUrl);
      await desktop.page.evaluate((url) => {
        const link = Object.assign(document.createElement('a'), { href: url });
        document.body.append(link);
        link.click();
      }, outsideUrl);
      await desktop.page.evaluate(() => {
        location.href = 'app://baixa/assets/none.html';
      });
    });

    expect(refusals).toBe(3);
    expect(desktop.page.url()).toMatch(/^app:\/\/baixa\/index\.html/);
    expect(visits).toEqual([]);
  });

  it('opens no other window', async () => {
    const opened = await desktop.page.evaluate((url) => {
      const link = Object.assign(document.createElement('a'), { href: url, target: '_blank' });
      document.body.append(link);
      link.click();
      return window.open(url) === null;
    }, outsideUrl);

    const windows = await desktop.app.evaluate(
      ({ webContents }) => webContents.getAllWebContents().length,
    );

    expect(opened).toBe(true);
    expect(windows).toBe(1);
    expect(visits).toEqual([]);
  });

  it('gets no device and no permission', async () => {
    const granted = await desktop.page.evaluate(async () => {
      const place = await new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        ),
      );
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      );
      return [place, media, await Notification.requestPermission()];
    });

    expect(granted).toEqual(['denied', 'denied', 'denied']);
  });

  it('reads no file besides its bundle', async () => {
    const answers = await desktop.page.evaluate(async () => {
      const ask = (address: string): Promise<number | string> =>
        fetch(address).then(
          ({ status }) => status,
          () => 'refused',
        );
      return Promise.all(
        [
          'app://baixa/.vite/manifest.json',
          'app://baixa/..%2f..%2fpackage.json',
          'app://baixa/../../package.json',
          'app://other/index.html',
          'file:///etc/passwd',
        ].map(ask),
      );
    });

    expect(answers).toEqual([404, 404, 404, 'refused', 'refused']);
  });
});

describe('a frame that is not ours', () => {
  it('gets no answer, even with our bridge in it', async () => {
    const answer = await desktop.app.evaluate(async ({ BrowserWindow }, preload) => {
      const foreign = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true },
      });
      await foreign.loadURL('data:text/html,<p>foreign</p>');
      const result: unknown = await foreign.webContents.executeJavaScript(
        "'baixa' in window ? window.baixa.call('status.get', {}) : 'no bridge'",
      );
      foreign.destroy();
      return result;
    }, builtPreload);

    expect(answer).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
  });
});

function call(name: string): Promise<Result<unknown>> {
  return desktop.page.evaluate(
    (wanted) => window.baixa.call(wanted, {}) as Promise<Result<unknown>>,
    name,
  );
}

/** Runs `act` and waits until Electron has told of as many refused navigations. */
async function refusalsOf(
  kind: 'navigation',
  count: number,
  act: () => Promise<void>,
): Promise<number> {
  await desktop.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    let seen = 0;
    Reflect.set(globalThis, 'refusals', () => seen);
    window!.webContents.on('will-frame-navigate', ({ defaultPrevented }) => {
      if (defaultPrevented) seen += 1;
    });
  });
  await act();
  return expect.poll(refusalsSeen).toBe(count).then(refusalsSeen);
}

function refusalsSeen(): Promise<number> {
  return desktop.app.evaluate(() => (Reflect.get(globalThis, 'refusals') as () => number)());
}
