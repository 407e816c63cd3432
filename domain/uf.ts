/** The 26 states and the Federal District. */
export const ufs = [
  'AC',
  'AL',
  'AM',
  'AP',
  'BA',
  'CE',
  'DF',
  'ES',
  'GO',
  'MA',
  'MG',
  'MS',
  'MT',
  'PA',
  'PB',
  'PE',
  'PI',
  'PR',
  'RJ',
  'RN',
  'RO',
  'RR',
  'RS',
  'SC',
  'SE',
  'SP',
  'TO',
] as const;

export type Uf = (typeof ufs)[number];

const known: ReadonlySet<string> = new Set(ufs);

export function isUf(text: string): text is Uf {
  return known.has(text);
}

/** ` sp ` -> `SP`; undefined when there is no such state. */
export function parseUf(text: string): Uf | undefined {
  const upper = text.trim().toUpperCase();
  return isUf(upper) ? upper : undefined;
}
