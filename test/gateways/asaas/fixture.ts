import { readFileSync } from 'node:fs';
import { payment, type WirePayment } from '../../../main/gateways/asaas/wire.ts';
import type { Reply } from '../../support/replay-server.ts';
import { INSTALLMENT_ID } from './samples.ts';

/** A recorded answer with the place that it was read from. */
interface Fixture {
  readonly source: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

export function fixture(name: string): Fixture {
  const file = new URL(`../../fixtures/asaas/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Fixture;
}

/** The recorded answer as the replay server plays it, with some fields changed. */
export function recorded(name: string, changed: Fields = {}): Reply {
  const { status, body } = fixture(name);
  return { status, body: { ...body, ...changed } };
}

/** Our charge with some fields changed. */
export function ours(changed: Fields = {}): Fields {
  return { ...fixture('payment-ours').body, ...changed };
}

/** Our charge as the adapter reads it. */
export function wireOurs(changed: Fields = {}): WirePayment {
  return payment.parse(ours(changed));
}

export function listed(items: readonly unknown[], hasMore = false): Reply {
  const body = { object: 'list', hasMore, totalCount: items.length, limit: 100, offset: 0 };
  return { status: 200, body: { ...body, data: items } };
}

/** Parcels of our carnê, newest first as Asaas lists them. */
export function parcels(...dueDates: readonly string[]): readonly Fields[] {
  const inOrder = dueDates.map((dueDate, index) =>
    ours({
      id: `pay_1_parcel${index + 1}`,
      installment: INSTALLMENT_ID,
      installmentNumber: index + 1,
      dueDate,
    }),
  );
  return inOrder.toReversed();
}
