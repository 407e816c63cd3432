/** An e-mail address, the domain in small letters. */
export type Email = string & { readonly __brand: 'Email' };

/** Local part and domain have these lengths at most (RFC 5321, 4.5.3.1). */
const MAX_LOCAL = 64;
const MAX_LENGTH = 254;

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;

/** The addresses of a field, in order and once each, and what in it is no address. */
export interface EmailField {
  readonly emails: readonly Email[];
  readonly unreadable: readonly string[];
}

/**
 * What mail servers take in practice: no quoted local part, no address literal, no accents, a domain with a dot.
 * @returns undefined when the text is no such address
 */
export function parseEmail(text: string): Email | undefined {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(at, 0));
  const domain = trimmed.slice(at + 1).toLowerCase();
  if (trimmed.length > MAX_LENGTH || local.length > MAX_LOCAL) return undefined;
  return LOCAL.test(local) && DOMAIN.test(domain) ? (`${local}@${domain}` as Email) : undefined;
}

/** Reads one field that may hold several addresses, parted by comma, semicolon or blank. */
export function parseEmailField(text: string): EmailField {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const emails = words.map(parseEmail).filter((email) => email !== undefined);
  return {
    emails: [...new Set(emails)],
    unreadable: words.filter((word) => parseEmail(word) === undefined),
  };
}
