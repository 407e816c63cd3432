/** Amounts in words, as a receipt says them. */
import type { Cents } from '../../domain/money.ts';

const UNITS = [
  '',
  'um',
  'dois',
  'três',
  'quatro',
  'cinco',
  'seis',
  'sete',
  'oito',
  'nove',
  'dez',
  'onze',
  'doze',
  'treze',
  'quatorze',
  'quinze',
  'dezesseis',
  'dezessete',
  'dezoito',
  'dezenove',
] as const;
const TENS = [
  '',
  '',
  'vinte',
  'trinta',
  'quarenta',
  'cinquenta',
  'sessenta',
  'setenta',
  'oitenta',
  'noventa',
] as const;
const HUNDREDS = [
  '',
  'cento',
  'duzentos',
  'trezentos',
  'quatrocentos',
  'quinhentos',
  'seiscentos',
  'setecentos',
  'oitocentos',
  'novecentos',
] as const;

/** Groups of three digits above the units, lowest first: singular and plural. */
const GROUPS = [
  ['', ''],
  ['mil', 'mil'],
  ['milhão', 'milhões'],
  ['bilhão', 'bilhões'],
] as const;

const LIMIT = 10 ** 12;

/**
 * `cento e nove reais e noventa centavos`.
 * @throws RangeError for a negative amount or one of a trillion reais or more
 */
export function amountInWords(amount: Cents): string {
  const reais = Math.floor(amount / 100);
  const centavos = amount % 100;
  if (amount < 0 || reais >= LIMIT) throw new RangeError(`No words for ${amount} centavos`);
  const parts = [
    ...(reais > 0 || centavos === 0 ? [counted(reais, 'real', 'reais')] : []),
    ...(centavos > 0 ? [counted(centavos, 'centavo', 'centavos')] : []),
  ];
  return parts.join(' e ');
}

/** A round million asks for `de`: `um milhão de reais`. */
function counted(count: number, singular: string, plural: string): string {
  const noun = count === 1 ? singular : plural;
  const link = count >= 1_000_000 && count % 1_000_000 === 0 ? 'de ' : '';
  return `${words(count)} ${link}${noun}`;
}

function words(count: number): string {
  if (count === 0) return 'zero';
  const groups = groupsOf(count).filter(({ value }) => value > 0);
  return groups.reduce((text, group, index) => {
    if (index === 0) return groupWords(group);
    const isLast = index === groups.length - 1;
    return `${text}${isLast && joinsWithE(group.value) ? ' e ' : ' '}${groupWords(group)}`;
  }, '');
}

interface Group {
  readonly value: number;
  /** 0 = units, 1 = thousands. */
  readonly rank: number;
}

/** Highest first. */
function groupsOf(count: number): readonly Group[] {
  return [3, 2, 1, 0].map((rank) => ({ value: Math.floor(count / 1000 ** rank) % 1000, rank }));
}

/** The last group takes `e` when it is below a hundred or a round hundred: `mil e cem`, but `mil cento e um`. */
function joinsWithE(value: number): boolean {
  return value < 100 || value % 100 === 0;
}

function groupWords({ value, rank }: Group): string {
  const [singular, plural] = GROUPS[rank] ?? GROUPS[0];
  if (rank === 1 && value === 1) return singular;
  const name = value === 1 ? singular : plural;
  return name === '' ? belowThousand(value) : `${belowThousand(value)} ${name}`;
}

function belowThousand(value: number): string {
  if (value === 100) return 'cem';
  const parts = [HUNDREDS[Math.floor(value / 100)] ?? '', belowHundred(value % 100)];
  return parts.filter((part) => part !== '').join(' e ');
}

function belowHundred(value: number): string {
  if (value < 20) return UNITS[value] ?? '';
  const parts = [TENS[Math.floor(value / 10)] ?? '', UNITS[value % 10] ?? ''];
  return parts.filter((part) => part !== '').join(' e ');
}
