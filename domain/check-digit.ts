/** Sums of digits times cycling weights, from the right: the base of every Brazilian check digit. */
export function weightedSum(digits: readonly number[], weights: readonly number[]): number {
  return [...digits]
    .reverse()
    .reduce((total, digit, index) => total + digit * (weights[index % weights.length] ?? 0), 0);
}

/** Module 10 of boletos: weights 2, 1 from the right, digits of each product added (FEBRABAN; BB manual, anexo V). */
export function mod10(text: string): number {
  const total = Array.from(text)
    .reverse()
    .reduce((sum, char, index) => {
      const product = Number(char) * (index % 2 === 0 ? 2 : 1);
      return sum + (product > 9 ? product - 9 : product);
    }, 0);
  return (10 - (total % 10)) % 10;
}

/** Weights 2..9 cycling from the right. */
export const WEIGHTS_2_TO_9 = [2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Rest of the weighted sum by 11, before each rule's own treatment of 0, 1 and 10. */
export function mod11Rest(text: string, weights: readonly number[] = WEIGHTS_2_TO_9): number {
  return weightedSum(Array.from(text, Number), weights) % 11;
}

/** General digit of a boleto's bar code: 11 - rest, where 0, 10 and 11 become 1 (BB manual, anexo VI). */
export function barcodeMod11(text: string): number {
  const digit = 11 - mod11Rest(text);
  return digit > 9 ? 1 : digit;
}

/** Module 11 of arrecadação: rest 0 or 1 gives 0, else 11 - rest (FEBRABAN arrecadação). */
export function collectionMod11(text: string): number {
  const rest = mod11Rest(text);
  return rest < 2 ? 0 : 11 - rest;
}
