/** A whole core in a folder of its own: real files, real listener, real simulator. Calls go through the dispatcher. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inject } from 'vitest';
import type { CallName, Input, Output } from '../../preload/contract/api.ts';
import type { FailureShape } from '../../preload/contract/result.ts';
import { startCore, type Core, type CoreOptions } from '../../main/app.ts';
import { openDataFolder } from '../../main/data-folder.ts';
import { noOutside } from '../../main/services/ports.ts';

export interface TestCore {
  readonly core: Core;
  readonly dataDir: string;
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** The failure of a call that must fail. */
  refused<N extends CallName>(name: N, input: Input<N>): Promise<FailureShape>;
  /** A control call of the simulator. */
  control(
    path: string,
    init?: { readonly method: string; readonly body?: unknown },
  ): Promise<unknown>;
  /** Asks again and again until the answer is as wanted. */
  until<T>(ask: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T>;
  /** Closes the core and starts another one on the same folder. */
  restart(options?: Partial<CoreOptions>): Promise<TestCore>;
  close(): Promise<void>;
}

export async function openCore(options: Partial<CoreOptions> = {}): Promise<TestCore> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'baixa-core-'));
  openDataFolder(dataDir);
  const core = await startCore({
    dataDir,
    workersDir: inject('workersDir'),
    resourcesDir: resolve('resources'),
    outside: noOutside,
    listenerPort: 0,
    simulatorPort: 0,
    clock: 'simulator',
    keyFile: join(dataDir, 'test.key'),
    version: '0.0.0-test',
    runtime: 'Node test',
    isUnsandboxed: false,
    ...options,
  });
  return testCore(core, dataDir);
}

function testCore(core: Core, dataDir: string): TestCore {
  const ask = (name: string, input: unknown) => core.dispatch(name, input, { kind: 'test' });
  return {
    core,
    dataDir,
    async call(name, input) {
      const result = await ask(name, input);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
      return result.value as never;
    },
    async refused(name, input) {
      const result = await ask(name, input);
      if (result.ok) throw new Error(`${name} was not refused`);
      return result.failure;
    },
    async control(path, init = { method: 'GET' }) {
      const response = await fetch(
        `http://127.0.0.1:${core.addresses.simulatorPort ?? 0}/control${path}`,
        {
          method: init.method,
          headers: { 'content-type': 'application/json' },
          ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
        },
      );
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as unknown;
    },
    async until(question, isWanted) {
      for (let tries = 0; tries < 600; tries += 1) {
        const value = await question();
        if (isWanted(value)) return value;
        await new Promise((resolve_) => setTimeout(resolve_, 25));
      }
      throw new Error(`Never as wanted: ${JSON.stringify(await question())}`);
    },
    async restart(options = {}) {
      await core.close();
      return openCore({ dataDir, ...options });
    },
    async close() {
      await core.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A client with everything that a gateway asks for. */
export const sampleClient: Input<'clients.save'> = {
  name: 'Ana Lúcia Prates',
  taxId: '529.982.247-25',
  email: 'ana@example.com',
  phone: '(31) 98765-4321',
  address: {
    street: 'Rua das Acácias',
    number: '120',
    complement: '',
    district: 'Centro',
    city: 'Ouro Preto',
    state: 'MG',
    postalCode: '35400-000',
  },
  notes: '',
  isActive: true,
  contract: {
    planId: null,
    priceCents: 9_990 as never,
    dueDay: 10,
    accountId: null,
    billing: 'titulo',
    login: '',
    startsOn: '2026-01-01' as never,
  },
};

export const sampleCompany: Input<'company.save'> = {
  legalName: 'Provedor Serra Azul Ltda',
  tradeName: 'Serra Azul',
  taxId: '11.222.333/0001-81',
  phone: '(31) 3551-0000',
  email: 'contato@provedor.test',
  address: sampleClient.address,
};
