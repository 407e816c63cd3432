import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import type { Deadline } from '../../../renderer/text/callback-deadline.ts';
import { openApp } from '../support/open-app.tsx';
import { anAccount } from '../support/samples.ts';

const estimate: Deadline = {
  state: 'counting',
  since: instant('2026-11-21T17:02:00Z'),
  endsAt: instant('2026-11-21T18:02:00Z'),
  isEstimate: true,
  failedTries: 0,
  triesLeft: null,
  end: 'address-off',
};

it.each([
  [
    'an estimate as one',
    estimate,
    [/14:02/, /Se houve pagamento.*por volta de .*15:02.*estimativa/, /desliga a URL/],
  ],
  [
    'the hour and the tries that are left where they are known',
    { ...estimate, isEstimate: false, failedTries: 1, triesLeft: 49, end: 'notice-lost' as const },
    [/1 tentativa chegou.*restam 49 tentativas/, /desiste em .*15:02/, /não volta/],
  ],
  ['that the time is over', { ...estimate, state: 'over' as const }, [/prazo do gateway passou/]],
  [
    'that nobody knows how long the gateway tries',
    { ...estimate, state: 'unlimited' as const, endsAt: null, end: null },
    [/não diz por quanto tempo/],
  ],
])('says on the card of an account %s', async (_case, callbackDeadline, wanted) => {
  openApp('/contas', { 'accounts.list': () => [anAccount({ callbackDeadline })] });

  const card = (await screen.findByRole('heading', { name: 'Efí principal' })).closest('li');

  for (const text of wanted) expect(card?.textContent).toMatch(text);
});
