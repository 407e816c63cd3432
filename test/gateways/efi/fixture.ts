import { readFileSync } from 'node:fs';
import type { Reply } from '../../support/replay-server.ts';

/** A recorded answer with the place that it was read from. */
export interface Fixture {
  readonly source: string;
  readonly status: number;
  readonly body: never;
}

export function fixture(name: string): Fixture {
  const file = new URL(`../../fixtures/efi/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Fixture;
}

/** The recorded answer as the replay server plays it. */
export function recorded(name: string): Reply {
  const { status, body } = fixture(name);
  return { status, body };
}
