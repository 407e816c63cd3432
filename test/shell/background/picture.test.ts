import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followCore, type CoreFollower } from '../../../main/shell/background/follow-core.ts';
import { readPicture, type Picture } from '../../../main/shell/background/picture.ts';
import { createMemoryLog } from '../../../main/log.ts';
import { openPractice, type Practice } from '../../support/practice.ts';

let practice: Practice;
let follower: CoreFollower | undefined;

beforeEach(async () => {
  practice = await openPractice();
  follower = undefined;
});

afterEach(async () => {
  follower?.stop();
  await practice.bench.close();
});

const picture = async (): Promise<Picture> => {
  const read = await readPicture(practice.bench.core);
  if (read === undefined) throw new Error('The core told nothing');
  return read;
};

describe('what the tray knows of the core', () => {
  it('is that it listens, without a way in and without a real account, in practice', async () => {
    expect(await picture()).toMatchObject({
      light: 'none',
      lightSince: null,
      isListening: true,
      hasRealAccount: false,
      reviews: 0,
      refused: [],
    });
  });

  it('has the gateway that refuses the credentials, by the name of the gateway alone', async () => {
    await practice.changeAccount({ credentials: { 'simulator-client-id': 'Client_Id_revoked' } });
    await practice.newTitulo();

    const { refused, sending } = await practice.bench.until(
      picture,
      (read) => read.refused.length > 0,
    );

    expect(refused.map(({ gatewayLabel }) => gatewayLabel)).toEqual(['Efí (Gerencianet)']);
    expect(sending).toBe(1);
  });

  it('has the light of the way in, and since when it is so', async () => {
    await practice.bench.call('exposure.save', {
      ways: [{ kind: 'other-tunnel', baseUrl: 'http://127.0.0.1:9/' }],
      asksOutside: false,
    });

    const { light, lightSince } = await practice.bench.until(
      picture,
      (read) => read.light !== 'none',
    );

    expect(['unknown', 'failed']).toContain(light);
    expect(lightSince).not.toBeNull();
  });

  it('is that the secrets are locked, when it may ask for nothing more', async () => {
    const { core } = practice.bench;
    const locked = { code: 'locked', message: '', detail: {} } as const;

    const read = await readPicture({
      dispatch: (call, input, caller) =>
        call === 'status.get'
          ? core.dispatch(call, input, caller)
          : Promise.resolve({ ok: false, failure: locked }),
      refusedAccounts: () => [],
    });

    expect(read).toMatchObject({ light: 'locked', lightSince: null, isListening: true });
  });

  it('is shown when asked for, and no more after the end', async () => {
    const shown: Picture[] = [];
    follower = followCore({
      core: practice.bench.core,
      log: createMemoryLog(),
      show: (read) => shown.push(read),
    });
    await follower.refresh();
    const before = shown.length;

    follower.stop();
    await follower.refresh();

    expect(before).toBeGreaterThan(0);
    expect(shown).toHaveLength(before);
  });
});

describe('a computer that woke', () => {
  it('has its core ask each gateway at once for what no callback told', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);
    const [before] = await practice.bench.call('accounts.list', {});

    practice.bench.core.resumed();
    const after = await practice.bench.until(
      async () => (await practice.bench.call('accounts.list', {}))[0],
      (account) => account?.polledAt != null,
    );

    expect(before?.polledAt).toBeNull();
    expect(after?.pollFailure).toBeNull();
  });
});
