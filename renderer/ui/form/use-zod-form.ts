/** Forms that hold to the same schema as the call they feed. Start here. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, type DefaultValues, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { z } from 'zod';
import type { FieldErrorCode } from '../../text/fields.ts';

/**
 * A form over a schema of the contract, checked while typing.
 * @param values what the fields hold at first
 */
export function useZodForm<In extends FieldValues, Out>(
  schema: z.ZodType<Out, In>,
  values: In,
): UseFormReturn<In, unknown, Out> {
  return useForm<In, unknown, Out>({
    resolver: zodResolver(schema),
    defaultValues: values as DefaultValues<In>,
    mode: 'onChange',
  });
}

/** Makes zod answer with our codes and without compiling code at run time, which the page's policy forbids. */
export function configureZod(): void {
  z.config({ jitless: true, customError: (issue) => codeOf(issue) });
}

interface Issue {
  readonly code?: string;
  readonly input?: unknown;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly format?: string;
}

function codeOf(issue: Issue): FieldErrorCode | undefined {
  const isText = issue.origin === 'string';
  switch (issue.code) {
    case 'too_small':
      if (!isText) return 'invalid-number';
      return issue.minimum === 1 ? 'required' : 'too-short';
    case 'too_big':
      return isText ? 'too-long' : 'invalid-number';
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'required' : 'invalid-number';
    case 'invalid_value':
      return 'invalid-choice';
    case 'invalid_format':
      return issue.format === 'url' ? 'invalid-url' : undefined;
    case undefined:
    default:
      return undefined;
  }
}
