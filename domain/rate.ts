/**
 * Rates as people type them. `decimals` says the stored unit: 2 stores 1/100 % (multa, desconto),
 * 3 stores 1/1000 % (juros).
 */
export type RateDecimals = 2 | 3;

/**
 * `2`, `2,00`, `0.033`, `0,033 %` -> the whole number that is stored.
 * @returns undefined when the text is no rate, or needs more decimals than are stored
 */
export function parseRate(text: string, decimals: RateDecimals): number | undefined {
  const parts = /^(\d{1,6})(?:[.,](\d+))?$/.exec(text.replace(/[\s%]/g, ''));
  if (!parts) return undefined;
  const fraction = (parts[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return undefined;
  return Number(`${parts[1] ?? ''}${fraction.padEnd(decimals, '0')}`);
}

/** 200 with 2 decimals -> `2,00%`; 33 with 3 decimals -> `0,033%`. */
export function formatRate(value: number, decimals: RateDecimals): string {
  const digits = String(value).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)},${digits.slice(-decimals)}%`;
}

/** A rate a month in the same unit a day, over a month of 30 days, rounded half up (1 % a month -> 0,033 % a day). */
export function dailyOfMonthly(percentMonth: number): number {
  return Math.floor((2 * percentMonth + 30) / 60);
}

/** A rate a day in the same unit a month, over a month of 30 days. */
export function monthlyOfDaily(percentDay: number): number {
  return percentDay * 30;
}
