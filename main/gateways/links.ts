import type { IssuedCharge } from './charge.ts';

/** Only the links that are there. */
export function presentLinks(
  links: Readonly<Record<string, string | undefined>>,
): IssuedCharge['links'] {
  return Object.fromEntries(
    Object.entries(links).filter((link): link is [string, string] => link[1] !== undefined),
  );
}
