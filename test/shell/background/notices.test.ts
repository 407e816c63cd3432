import { describe, expect, it } from 'vitest';
import { addMs, instant } from '../../../domain/instant.ts';
import { dueNotices } from '../../../main/shell/background/notices.ts';
import type { Picture } from '../../../main/shell/background/picture.ts';
import { toBackgroundSettings, toTold } from '../../../main/shell/background/settings.ts';

const now = instant('2026-11-23T15:00:00.000Z');
const MINUTE = 60_000;
const settings = toBackgroundSettings(undefined);
const nothingTold = toTold(undefined);

const quiet: Picture = {
  now,
  light: 'confirmed',
  lightSince: now,
  isListening: true,
  hasRealAccount: true,
  sending: 0,
  unknown: 0,
  failed: 0,
  reviews: 0,
  refused: [],
  givingUp: [],
};

function titlesOf(picture: Picture, told = nothingTold): readonly string[] {
  return dueNotices(picture, told, settings).notices.map(({ title }) => title);
}

describe('a red light', () => {
  const red: Picture = { ...quiet, light: 'failed', lightSince: addMs(now, -15 * MINUTE) };

  it('is told after the minutes that the operator chose, and not before', () => {
    const early = titlesOf({ ...red, lightSince: addMs(now, -14 * MINUTE) });
    const due = titlesOf(red);

    expect([early, due]).toEqual([[], ['Os retornos não estão chegando']]);
  });

  it('is told once, and again when it went out and came back', () => {
    const { told } = dueNotices(red, nothingTold, settings);

    const later = titlesOf({ ...red, now: addMs(now, MINUTE) }, told);
    const again = titlesOf({ ...red, now: addMs(now, 60 * MINUTE), lightSince: now }, told);

    expect([later, again]).toEqual([[], ['Os retornos não estão chegando']]);
  });
});

describe('payments that wait for a decision', () => {
  it('are told when there are more of them, and not when one was decided', () => {
    const first = dueNotices({ ...quiet, reviews: 2 }, nothingTold, settings);

    const decided = dueNotices({ ...quiet, reviews: 1 }, first.told, settings);
    const more = titlesOf({ ...quiet, reviews: 2 }, decided.told);

    expect(first.notices.map(({ title }) => title)).toEqual(['2 pagamentos esperam decisão']);
    expect(decided.notices).toEqual([]);
    expect(more).toEqual(['2 pagamentos esperam decisão']);
  });
});

describe('an account whose credentials are refused', () => {
  const refused: Picture = { ...quiet, refused: [{ id: 7, gatewayLabel: 'Efí (Gerencianet)' }] };

  it('is told once, though each new try looks as if it were well again', () => {
    const first = dueNotices(refused, nothingTold, settings);
    const trying = dueNotices(quiet, first.told, settings);

    expect(first.notices).toHaveLength(1);
    expect(first.notices[0]?.body).toContain('Efí (Gerencianet)');
    expect(titlesOf(refused, trying.told)).toEqual([]);
  });

  it('is told again the next day', () => {
    const { told } = dueNotices(refused, nothingTold, settings);

    const tomorrow = titlesOf({ ...refused, now: addMs(now, 24 * 60 * MINUTE) }, told);

    expect(tomorrow).toEqual(['Uma conta está parada']);
  });
});

describe('a gateway that is about to give up', () => {
  const since = addMs(now, -31 * MINUTE);
  const one = { id: 3, gatewayLabel: 'Efí (Gerencianet)', since, endsAt: addMs(now, 29 * MINUTE) };
  const giving: Picture = { ...quiet, givingUp: [one] };

  it('is told before it does, once', () => {
    const early = titlesOf({ ...giving, now: addMs(now, -2 * MINUTE) });
    const first = dueNotices(giving, nothingTold, settings);
    const later = titlesOf({ ...giving, now: addMs(now, MINUTE) }, first.told);

    expect([early, later]).toEqual([[], []]);
    expect(first.notices.map(({ title }) => title)).toEqual([
      'Um gateway está para desistir de avisar',
    ]);
  });

  it('is told earlier where its patience is of days', () => {
    const patient = {
      ...one,
      since: addMs(now, -48 * 60 * MINUTE),
      endsAt: addMs(now, 15 * 60 * MINUTE),
    };

    expect(titlesOf({ ...quiet, givingUp: [patient] })).toHaveLength(1);
  });
});

it('tells once that nothing settles while the secrets are locked', () => {
  const locked: Picture = { ...quiet, light: 'locked', lightSince: null };
  const { notices, told } = dueNotices(locked, nothingTold, settings);

  expect(notices.map(({ title }) => title)).toEqual(['O Baixa está bloqueado']);
  expect(titlesOf(locked, told)).toEqual([]);
});

it('keeps what was told in a form that is read back, and takes anything else for nothing', () => {
  const { told } = dueNotices({ ...quiet, reviews: 3 }, nothingTold, settings);

  expect(toTold(JSON.parse(JSON.stringify(told)))).toEqual(told);
  expect(toTold({ reviews: 'três', refused: 1 })).toEqual(nothingTold);
  expect(toBackgroundSettings({ onClose: 'nunca', redMinutes: 7 })).toEqual(settings);
});
