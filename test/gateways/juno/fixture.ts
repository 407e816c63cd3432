import { readFileSync } from 'node:fs';
import { charge, type WireCharge } from '../../../main/gateways/juno/wire.ts';
import type { Reply } from '../../support/replay-server.ts';

/** A recorded answer with the place that it was read from. */
interface Fixture {
  readonly source: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

export function fixture(name: string): Fixture {
  const file = new URL(`../../fixtures/juno/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Fixture;
}

/** The recorded answer as the replay server plays it, with some fields changed. */
export function recorded(name: string, changed: Fields = {}): Reply {
  const { status, body } = fixture(name);
  return { status, body: { ...body, ...changed } };
}

/** Our charge with some fields changed. */
export function ours(changed: Fields = {}): Fields {
  return { ...fixture('charge-ours').body, ...changed };
}

/** Our charge as the adapter reads it. */
export function wireOurs(changed: Fields = {}): WireCharge {
  return charge.parse(ours(changed));
}

/** An element of `payments`, with some fields changed. */
export function paid(changed: Fields = {}): Fields {
  const [payment] = fixture('charge-paid').body['payments'] as readonly Fields[];
  return { ...payment, ...changed };
}

export function listed(charges: readonly unknown[], next?: string): Reply {
  const links = { self: { href: 'https://elsewhere.example.test/charges' } };
  return {
    status: 200,
    body: {
      _embedded: { charges },
      _links: { ...links, ...(next !== undefined && { next: { href: next } }) },
    },
  };
}

/** The parcels of our carnê, due on these days. */
export function parcels(...dueDates: readonly string[]): readonly Fields[] {
  return dueDates.map((dueDate, index) =>
    ours({
      id: `chr_parcel${index + 1}`,
      reference: `0RH5P2S8ABCDEFGHJKMN-0${index + 1}`,
      dueDate,
    }),
  );
}
