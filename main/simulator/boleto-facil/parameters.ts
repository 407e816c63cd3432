/**
 * Parameters of a call, from all the ways in which working clients send them (juno.md 1.1): query, form, multipart,
 * and query of a POST without body.
 */
import type { ApiRequest } from '../http.ts';
import { multipartPairs, type Pair } from './multipart.ts';

/** What is empty counts as absent and is not in here. */
export type Parameters = ReadonlyMap<string, string>;

/** Merges query and body; the body wins. */
export function readParameters(request: ApiRequest): Parameters {
  const pairs = [...request.query, ...bodyPairs(request)];
  return new Map(pairs.filter(([, value]) => value !== ''));
}

function bodyPairs({ headers, body }: ApiRequest): readonly Pair[] {
  if (body.length === 0) return [];
  const type = headers['content-type'] ?? '';
  return type.toLowerCase().startsWith('multipart/form-data')
    ? multipartPairs(type, body)
    : formPairs(body);
}

/** One client encodes nothing, so that `&` cuts a text; another ends the body with a line break (juno.md 6, 7). */
const formPairs = (body: Buffer): readonly Pair[] => [
  ...new URLSearchParams(body.toString('utf8').trimEnd()),
];
