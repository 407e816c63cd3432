import type { z } from 'zod';
import { instant, type Instant } from '../../../domain/instant.ts';
import { Refusal, type ProblemType, type Violation } from './refusal.ts';

/** How a body that is wrong is refused: under which type, and the name before each property (`cob.valor.original`). */
export interface Refusing {
  readonly type: ProblemType;
  readonly name: string;
}

/** Parses a body and refuses it with everything that is wrong with it. */
export function accept<S extends z.ZodType>(
  schema: S,
  input: unknown,
  { type, name }: Refusing,
): z.output<S> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Refusal(
    type,
    parsed.error.issues.map((issue) => violationOf(issue, name)),
  );
}

function violationOf(issue: z.core.$ZodIssue, name: string): Violation {
  const propriedade = [name, ...issue.path.map(String)].join('.');
  const isMissing = issue.input === undefined;
  const razao = isMissing ? `O campo ${propriedade} é obrigatório.` : messageOf(issue, propriedade);
  const isPlain = typeof issue.input === 'string' || typeof issue.input === 'number';
  return { razao, propriedade, ...(isPlain ? { valor: String(issue.input) } : {}) };
}

/** Messages of our own rules are in Portuguese already; the library's are replaced. */
const messageOf = (issue: z.core.$ZodIssue, propriedade: string): string =>
  /^(O|A|Há) /.test(issue.message)
    ? issue.message
    : `O campo ${propriedade} não tem o formato esperado.`;

/** An RFC 3339 instant with offset; undefined when the text is none. */
export function readInstant(text: string): Instant | undefined {
  try {
    return instant(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
