/** How numbers, dates and times are written for the operator. */
import type { Instant } from '../../domain/instant.ts';
import { BRASILIA_ZONE, toMs } from '../../domain/instant.ts';

const counts = new Intl.NumberFormat('pt-BR');
const clockTimes = new Intl.DateTimeFormat('pt-BR', {
  timeZone: BRASILIA_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `12.345`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `1 título`, `12 títulos`. */
export function countOf(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `00000380`: eight digits, as printed. */
export function formatTituloNumber(number: number): string {
  return String(number).padStart(8, '0');
}

/** `21/11/2026, 09:00:00`, in the time of Brasília. */
export function formatInstant(at: Instant): string {
  return clockTimes.format(toMs(at));
}

/** `há 5 min`: how long before `nowMs` (milliseconds since 1970) something happened. */
export function formatAgo(at: Instant, nowMs: number): string {
  const elapsedMs = Math.max(0, nowMs - toMs(at));
  if (elapsedMs < MINUTE_MS) return 'agora há pouco';
  if (elapsedMs < HOUR_MS) return `há ${String(Math.floor(elapsedMs / MINUTE_MS))} min`;
  if (elapsedMs < DAY_MS) return `há ${String(Math.floor(elapsedMs / HOUR_MS))} h`;
  return `há ${countOf(Math.floor(elapsedMs / DAY_MS), 'dia', 'dias')}`;
}

/** `vence hoje`, `vence em 3 dias`, `vencido há 12 dias`; negative days are past. */
export function formatDaysToDue(days: number): string {
  if (days === 0) return 'vence hoje';
  if (days === 1) return 'vence amanhã';
  if (days > 1) return `vence em ${formatCount(days)} dias`;
  return `vencido há ${countOf(-days, 'dia', 'dias')}`;
}

/** `40 s`, `2 min 05 s`, `1 h 10 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${String(whole)} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${String(minutes)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

/** `2,00%` from a value in steps of 1/10^decimals of one percent (200 with two decimals). */
export function formatPercent(value: number, decimals: number): string {
  return `${formatScaled(value, decimals)}%`;
}

/** `2,00` from 200 with two decimals. */
export function formatScaled(value: number, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)},${digits.slice(-decimals)}`;
}

/** Reads what `formatScaled` writes, also with a point or without decimals; undefined when it is no number. */
export function parseScaled(text: string, decimals: number): number | undefined {
  const parts = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim().replace(/%$/, '').trim());
  const fraction = parts?.[2] ?? '';
  if (!parts || fraction.length > decimals) return undefined;
  return Number(`${parts[1] ?? ''}${fraction.padEnd(decimals, '0')}`);
}

/** CPF or CNPJ masked as far as it was typed: `529.982.247-25`, `12.ABC.345/01DE-35`. */
export function maskTaxId(text: string): string {
  const bare = text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 14);
  const isCpf = bare.length <= 11 && /^\d*$/.test(bare);
  return isCpf ? masked(bare, '###.###.###-##') : masked(bare, '##.###.###/####-##');
}

/** CEP masked as far as it was typed: `69900-123`. */
export function maskPostalCode(text: string): string {
  return masked(text.replace(/\D/g, '').slice(0, 8), '#####-###');
}

/** A date masked as far as it was typed: `10/12/2026`. */
export function maskDate(text: string): string {
  return masked(text.replace(/\D/g, '').slice(0, 8), '##/##/####');
}

/** A Brazilian telephone as people write it: `(68) 99999-1234`; anything else stays as it is. */
export function formatPhone(text: string): string {
  const digits = text.replace(/\D/g, '').replace(/^55(?=\d{10,11}$)/, '');
  if (digits.length === 11) return masked(digits, '(##) #####-####');
  if (digits.length === 10) return masked(digits, '(##) ####-####');
  return text;
}

function masked(bare: string, pattern: string): string {
  let used = 0;
  let result = '';
  for (const mark of pattern) {
    if (used >= bare.length) break;
    result += mark === '#' ? bare.charAt(used++) : mark;
  }
  return result;
}
