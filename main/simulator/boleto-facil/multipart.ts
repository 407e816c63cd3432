/** Fields of a `multipart/form-data` body (RFC 7578); parts without a name or with a file are left out. */

export type Pair = readonly [name: string, value: string];

const BOUNDARY = /boundary=(?:"([^"]+)"|([^;\s]+))/i;
const NAME = /^content-disposition:\s*form-data;.*?\bname="([^"]*)"/im;
const FILE = /^content-disposition:.*\bfilename\*?=/im;

/** @param type the whole content type, whose boundary parts the fields. A body without one has no fields. */
export function multipartPairs(type: string, body: Buffer): readonly Pair[] {
  const [, quoted, bare] = BOUNDARY.exec(type) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return [];
  // Latin-1 keeps each byte as one character, so that values can be cut out before they are read as UTF-8.
  const parts = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1);
  return parts.flatMap(pairOf);
}

function pairOf(part: string): readonly Pair[] {
  const headEnd = part.indexOf('\r\n\r\n');
  const head = part.slice(0, Math.max(0, headEnd));
  const [, name] = NAME.exec(head) ?? [];
  if (name === undefined || FILE.test(head)) return [];
  return [[utf8(name), utf8(part.slice(headEnd + 4))]];
}

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
