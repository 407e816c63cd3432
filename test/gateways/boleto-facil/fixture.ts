import { readFileSync } from 'node:fs';
import { charge, type WireCharge } from '../../../main/gateways/boleto-facil/wire.ts';
import type { Reply } from '../../support/replay-server.ts';

/** A recorded answer with the place that it was read from. */
interface Fixture {
  readonly source: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Fields = Readonly<Record<string, unknown>>;

function fixture(name: string): Fixture {
  const file = new URL(`../../fixtures/boleto-facil/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Fixture;
}

/** The recorded answer as the replay server plays it. */
export function recorded(name: string): Reply {
  const { status, body } = fixture(name);
  return { status, body };
}

/** The first charge of a recorded answer with some fields changed. */
export function chargeOf(name: string, changed: Fields = {}): Fields {
  const { data } = fixture(name).body as { readonly data: { readonly charges: readonly Fields[] } };
  return { ...data.charges[0], ...changed };
}

/** The same as the adapter reads it. */
export function wireCharge(name: string, changed: Fields = {}): WireCharge {
  return charge.parse(chargeOf(name, changed));
}

export function listed(...charges: readonly Fields[]): Reply {
  return { status: 200, body: { success: true, data: { charges } } };
}

/** Our listed charge with payments. */
export function listedOurs(...payments: readonly Fields[]): Fields {
  return chargeOf('list-charges', { payments });
}

/** Somebody else's charge: it proves that the list is this account's. */
export const OTHER: Fields = chargeOf('list-charges', {
  code: 29999999,
  reference: '0RH5P2S8ANOTHER0TEST',
});

export function payment(changed: Fields = {}): Fields {
  return {
    id: 1113123,
    amount: 99.9,
    date: '10/12/2026',
    fee: 2.5,
    type: 'BOLETO',
    status: 'CONFIRMED',
    ...changed,
  };
}

export function details(changed: Fields = {}): Reply {
  const { body } = fixture('payment-details');
  const { data } = body as { readonly data: { readonly payment: Fields } };
  return {
    status: 200,
    body: { success: true, data: { payment: { ...data.payment, ...changed } } },
  };
}

export function refused(errorMessage: string, status = 400): Reply {
  return { status, body: { success: false, errorMessage } };
}
