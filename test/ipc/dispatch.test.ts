import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureCodes } from '../../domain/failure.ts';
import { openCore, sampleClient, sampleCompany, type TestCore } from '../support/core.ts';
import { PASSPHRASE, sampleInputs, type AnyInput } from '../support/sample-inputs.ts';
import { api, type CallName } from '../../preload/contract/api.ts';

let bench: TestCore;

afterEach(() => bench.close());

const names = Object.keys(api) as CallName[];
const ask = (name: string, input: unknown) => bench.core.dispatch(name, input, { kind: 'test' });

describe('the dispatcher', () => {
  beforeEach(async () => {
    bench = await openCore({ clock: 'system' });
    await bench.call('company.save', sampleCompany);
    await bench.call('practice.start', {});
    await bench.call('clients.save', sampleClient);
    const { id } = await bench.call('titulos.create', sampleInputs['titulos.create']);
    await bench.until(
      () => bench.call('titulos.get', { id }),
      ({ charge }) => charge?.state === 'registered',
    );
    await bench.call('carnes.create', sampleInputs['carnes.create']);
  });

  it.each([
    '',
    'titulos',
    'titulos.erase',
    '__proto__',
    'constructor',
    'toString',
    'titulos.list ',
  ])('knows no call %j', async (name) => {
    expect(await ask(name, {})).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  it('has a sample of every call', () => {
    expect(Object.keys(sampleInputs).sort()).toEqual([...names].sort());
  });

  it.each(names)(
    'answers %s to whatever it is given with a result, and breaks at nothing',
    async (name) => {
      const tryInput = async (input: unknown) => {
        const result = await ask(name, input);
        const code = result.ok ? undefined : result.failure.code;
        if (code === 'unexpected' || (code !== undefined && !failureCodes.includes(code)))
          throw new Error(`${code} for ${inspect(input, { depth: 9 })}`);
        expect(() => structuredClone(result)).not.toThrow();
      };

      for (const input of spoilt(sampleInputs[name])) await tryInput(input);
      // A passphrase costs half a second each time, which is its purpose.
      const numRuns = name === 'security.setUp' ? 3 : 30;
      await fc.assert(fc.asyncProperty(hostile(sampleInputs[name]), tryInput), { numRuns });
    },
  );

  it('gives no secret and no path of a file away', async () => {
    await bench.call('accounts.save', {
      ...sampleInputs['accounts.save'],
      id: undefined,
      label: 'Conta com segredo',
      environment: 'homologation',
      credentials: {
        'homologation-client-id': 'Client_Id_planted',
        'homologation-client-secret': 'Client_Secret_planted_7781',
      },
    });

    const answers = await Promise.all(
      names
        .filter((name) => name !== 'accounts.revealCredential')
        .map((name) => ask(name, sampleInputs[name])),
    );

    expect(JSON.stringify(answers)).not.toContain('Secret_planted');
  });
});

describe('while the secrets are locked', () => {
  it('only the state and the passphrase are taken', async () => {
    const first = await openCore({ keyFile: undefined as never, clock: 'system' });
    await first.call('security.setUp', { unlocker: 'passphrase', passphrase: PASSPHRASE });
    bench = await first.restart({ keyFile: undefined as never, clock: 'system' });

    const codes = await Promise.all(
      names.map(async (name) => {
        const result = await ask(name, sampleInputs[name]);
        return [name, result.ok ? 'answered' : result.failure.code] as const;
      }),
    );
    const open = codes.filter(([, code]) => code !== 'locked').map(([name]) => name);

    expect(open.sort()).toEqual(['security.status', 'security.unlock', 'status.get']);
    expect((await bench.call('security.status', {})).state).toBe('open');
  });
});

const ODD = [
  undefined,
  null,
  '',
  ' ',
  'ç\u0000\u202e',
  '9'.repeat(400),
  '2026-13-45',
  '0000-00-00',
  '[1,2]',
  '["x"]',
  -1,
  0,
  0.5,
  NaN,
  Infinity,
  Number.MAX_SAFE_INTEGER,
  1e300,
  10n,
  true,
  [],
  {},
  Array.from({ length: 20 }, (_, index) => index),
  { __proto__: null, constructor: 1 },
] as const;

/** What a form would send, with each value of it replaced by each odd one. */
function spoilt(sample: AnyInput): readonly unknown[] {
  return pathsOf(sample).flatMap((path) => ODD.map((value) => withValue(sample, path, value)));
}

/** Anything at all; or what a form would send, with one value of it replaced. */
function hostile(sample: AnyInput): fc.Arbitrary<unknown> {
  const odd = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary' }), fc.anything());
  const paths = pathsOf(sample);
  const spoiltOnce =
    paths.length === 0
      ? odd
      : fc
          .tuple(fc.constantFrom(...paths), odd)
          .map(([path, value]) => withValue(sample, path, value));
  return fc.oneof(
    { weight: 1, arbitrary: odd },
    { weight: 5, arbitrary: spoiltOnce },
    {
      weight: 1,
      arbitrary: fc.constant(sample),
    },
  );
}

type Path = readonly string[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function withValue(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (
    Array.isArray(whole) ? [...(whole as unknown[])] : { ...(whole as object) }
  ) as Record<string, unknown>;
  copy[key] = withValue(copy[key], rest, value);
  return copy;
}
