/** The payee as it is printed: the provider's name, then the gateway's with its CNPJ (M4). Two lines of text, never HTML. */
import type { Environment } from '../../../domain/account.ts';
import { filledIn } from '../opening.ts';
import type { GatewayAccount } from '../gateway.ts';

/** Who registers the boletos (juno 4). */
export const GATEWAY_LINE = 'BoletoBancario.com 21.018.182/0001-06';

const BREAK = /<br\s*\/?>/i;
const MARKUP = /<[^>]*>/g;

/** Names of the two fields, first line first. */
export function cedenteFields(environment: Environment): readonly [string, string] {
  return [`${environment}-cedente-line-1`, `${environment}-cedente-line-2`];
}

/**
 * The credentials as they are kept: a text pasted from an old system as `NAME <br> BoletoBancario.com ...` is two lines.
 * @param typed credentials by name; only what was typed now
 */
export function tidyCredentials(
  typed: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const environments: readonly Environment[] = ['production', 'homologation', 'simulator'];
  return environments.reduce(tidyOne, typed);
}

/** The two lines to print; the first is empty until it is filled in, the second is the gateway's own unless filled in. */
export function cedenteLines(account: GatewayAccount): readonly string[] {
  const first = filledIn(account, 'cedente-line-1');
  const [pasted = '', rest] = linesOf(first ?? '');
  const second = filledIn(account, 'cedente-line-2') ?? rest;
  return [pasted, second ?? GATEWAY_LINE];
}

function tidyOne(
  typed: Readonly<Record<string, string>>,
  environment: Environment,
): Readonly<Record<string, string>> {
  const [one, two] = cedenteFields(environment);
  const first = typed[one];
  if (first === undefined) return typed;
  const [line = '', ...rest] = linesOf(first);
  const second = rest.length > 0 ? rest.join(' ') : typed[two];
  return { ...typed, [one]: line, ...(second !== undefined && { [two]: second }) };
}

function linesOf(text: string): readonly string[] {
  return text.split(BREAK).map((line) => line.replace(MARKUP, ' ').replace(/\s+/g, ' ').trim());
}
