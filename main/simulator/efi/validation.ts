import type { z } from 'zod';
import { Refusal } from './errors.ts';

/**
 * Parses a body, a query or a path parameter, and refuses it as Efí does: the first thing that is wrong, with the path
 * of the property. An unknown property is 3500010, everything else 3500034.
 */
export function accept<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw issue === undefined ? new Refusal(3500034) : refusalOf(issue);
}

function refusalOf(issue: z.core.$ZodIssue): Refusal {
  const property = `/${issue.path.map(String).join('/')}`;
  if (issue.code === 'unrecognized_keys') return unknownKey(issue.keys, property);
  const name = String(issue.path.at(-1) ?? '');
  const isMissing = issue.code !== 'custom' && issue.input === undefined;
  const message = isMissing ? `A propriedade [${name}] é obrigatória.` : messageOf(issue, name);
  return new Refusal(3500034, { property, message });
}

function unknownKey(keys: readonly string[], property: string): Refusal {
  const [key = ''] = keys;
  const path = property === '/' ? `/${key}` : `${property}/${key}`;
  const message = `A propriedade [${key}] informada não existe.`;
  return new Refusal(3500010, { property: path, message });
}

/** Messages of our own rules are in Portuguese already; the library's are replaced. */
function messageOf(issue: z.core.$ZodIssue, name: string): string {
  const isOwn = issue.message.startsWith('A ') || issue.message.startsWith('Formato ');
  return isOwn ? issue.message : `A propriedade [${name}] é inválida.`;
}
