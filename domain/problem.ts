export const problemCodes = [
  'due-date-past',
  'due-date-too-far',
  'value-too-low',
  'value-too-high',
  'name-one-word',
  'name-missing',
  'tax-id-missing',
  'tax-id-invalid',
  'phone-invalid',
  'email-invalid',
  'address-incomplete',
  'state-unknown',
  'message-too-long',
  'discount-too-high',
  'fine-too-high',
  'interest-too-high',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** A field that the gateway would refuse, for the screen: the text is looked up by `code`. */
export interface Problem {
  readonly code: ProblemCode;
  readonly field: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** A term that the gateway cannot apply as asked, and what it will apply; same unit as the term. */
export interface ClampNote {
  readonly field: 'fine' | 'interest' | 'discount' | 'payableDays';
  readonly asked: number;
  readonly applied: number;
}
