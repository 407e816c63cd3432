/** BR Code: the text of a Pix QR ("copia e cola"), built and read (Bacen, Manual de Padrões para Iniciação do Pix, 1.3-1.6). */
import { cents, type Cents } from './money.ts';

/** Who is paid, as the code says it. Readers show the name that the key's directory gives, not this one. */
export interface BrCodeReceiver {
  readonly name: string;
  readonly city: string;
}

/** A code with its own key and amount; nobody knows of it before it is paid. */
export interface StaticPix extends BrCodeReceiver {
  /** CPF, CNPJ, `+55...` phone, e-mail or random key, without masks; at most 77 characters. */
  readonly key: string;
  readonly amountCents?: Cents;
  /** 1..25 letters and digits. */
  readonly txid?: string;
  readonly description?: string;
}

/** A code that points to a charge at the PSP. */
export interface DynamicPix extends BrCodeReceiver {
  /** Address without scheme, at most 77 characters. */
  readonly location: string;
}

export type BrCode =
  | {
      readonly kind: 'static';
      readonly key: string;
      readonly amountCents: Cents | undefined;
      readonly txid: string | undefined;
      readonly name: string;
      readonly city: string;
    }
  | {
      readonly kind: 'dynamic';
      readonly location: string;
      readonly charge: 'cob' | 'cobv' | 'rec';
      readonly name: string;
      readonly city: string;
      readonly recurrence: string | undefined;
    }
  /** Asks for a recurrence and no payment. */
  | {
      readonly kind: 'recurrence';
      readonly recurrence: string;
      readonly name: string;
      readonly city: string;
    };

export type BrCodeFault = 'not-a-br-code' | 'wrong-checksum' | 'broken-fields' | 'not-pix';

export type BrCodeReading =
  | { readonly reading: 'code'; readonly code: BrCode }
  | { readonly reading: 'fault'; readonly fault: BrCodeFault };

const PIX = 'br.gov.bcb.pix';
const MAX_TEMPLATE = 99;

/** @throws RangeError for a key, txid or description that does not fit */
export function buildStaticPix(pix: StaticPix): string {
  const { key, amountCents, txid, description } = pix;
  if (key === '' || key.length > 77) throw new RangeError('The Pix key does not fit');
  if (txid !== undefined && !/^[A-Za-z0-9]{1,25}$/.test(txid))
    throw new RangeError('The txid does not fit');
  const details = description === undefined ? '' : field('02', plainText(description));
  return withChecksum([
    field('00', '01'),
    field('26', template(field('00', PIX) + field('01', key) + details)),
    field('52', '0000'),
    field('53', '986'),
    amountCents === undefined ? '' : field('54', amountText(amountCents)),
    ...receiverFields(pix),
    field('62', field('05', txid ?? '***')),
  ]);
}

/** @throws RangeError for a location that does not fit */
export function buildDynamicPix(pix: DynamicPix): string {
  if (pix.location === '' || pix.location.length > 77 || pix.location.includes('://')) {
    throw new RangeError('The location does not fit');
  }
  return withChecksum([
    field('00', '01'),
    field('01', '12'),
    field('26', template(field('00', PIX) + field('25', pix.location))),
    field('52', '0000'),
    field('53', '986'),
    ...receiverFields(pix),
    field('62', field('05', '***')),
  ]);
}

/** Reads a code as it was scanned or pasted: the checksum and every length have to hold. */
export function readBrCode(text: string): BrCodeReading {
  const trimmed = text.trim();
  if (!/^000201/.test(trimmed)) return fault('not-a-br-code');
  if (!hasChecksum(trimmed)) return fault('wrong-checksum');
  const fields = readFields(trimmed.slice(0, -8));
  if (fields === undefined) return fault('broken-fields');
  return readPix(fields);
}

/** CRC-16/CCITT-FALSE (polynomial 1021, start FFFF) over the text up to and with `6304`, four upper-case digits. */
export function brCodeChecksum(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    }
    crc &= 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

type Fields = ReadonlyMap<string, string>;

function readPix(fields: Fields): BrCodeReading {
  const account = pixTemplate(fields, 26, 51);
  const recurring = pixTemplate(fields, 80, 99);
  if (account === undefined) return fault('not-pix');
  const receiver = { name: (fields.get('59') ?? '').trim(), city: fields.get('60') ?? '' };
  const recurrence = recurring?.get('25');
  const location = account.get('25');
  if (location !== undefined) {
    const charge = chargeOf(location);
    return code({ kind: 'dynamic', location, charge, recurrence, ...receiver });
  }
  const key = account.get('01');
  if (key !== undefined) return readStatic(fields, key, receiver);
  return recurrence === undefined
    ? fault('broken-fields')
    : code({ kind: 'recurrence', recurrence, ...receiver });
}

function readStatic(fields: Fields, key: string, receiver: BrCodeReceiver): BrCodeReading {
  const details = fields.get('62');
  const extra = details === undefined ? new Map<string, string>() : readFields(details);
  const amount = fields.get('54');
  const amountCents = amount === undefined ? undefined : readAmount(amount);
  if (extra === undefined || (amount !== undefined && amountCents === undefined)) {
    return fault('broken-fields');
  }
  const txid = extra.get('05');
  return code({
    kind: 'static',
    key,
    amountCents,
    txid: txid === '***' ? undefined : txid,
    ...receiver,
  });
}

/** The last part before the token says what is asked for (manual 1.6.3). */
function chargeOf(location: string): 'cob' | 'cobv' | 'rec' {
  const part = location.split('/').at(-2);
  return part === 'cobv' || part === 'rec' ? part : 'cob';
}

function pixTemplate(fields: Fields, from: number, to: number): Fields | undefined {
  for (const [id, value] of fields) {
    if (Number(id) < from || Number(id) > to) continue;
    const inner = readFields(value);
    // The name of the arrangement is read without regard to case (manual 1.3).
    if (inner?.get('00')?.toLowerCase() === PIX) return inner;
  }
  return undefined;
}

/** Splits `id length value` groups; undefined when a length does not hold or a field comes twice. */
function readFields(text: string): Fields | undefined {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    const head = /^(\d{2})(\d{2})/.exec(text.slice(at, at + 4));
    const [, id, length] = head ?? [];
    if (id === undefined || length === undefined || fields.has(id)) return undefined;
    const value = text.slice(at + 4, at + 4 + Number(length));
    if (value.length !== Number(length) || value === '') return undefined;
    fields.set(id, value);
    at += 4 + value.length;
  }
  return fields;
}

function hasChecksum(text: string): boolean {
  const end = text.slice(-8);
  return (
    /^6304[0-9A-Fa-f]{4}$/.test(end) &&
    brCodeChecksum(text.slice(0, -4)) === end.slice(4).toUpperCase()
  );
}

/** `99.90`, and what readers must take as well: `3`, `1.`, `.10`. */
function readAmount(text: string): Cents | undefined {
  const match = /^(\d{0,10})(?:\.(\d{0,2}))?$/.exec(text);
  if (match === null || !/\d/.test(text)) return undefined;
  const [, whole = '', fraction = ''] = match;
  return cents(Number(whole === '' ? '0' : whole) * 100 + Number(fraction.padEnd(2, '0')));
}

function amountText(amount: Cents): string {
  const digits = String(amount).padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  if (amount <= 0 || text.length > 13) throw new RangeError('The amount does not fit');
  return text;
}

function receiverFields({ name, city }: BrCodeReceiver): readonly string[] {
  return [
    field('58', 'BR'),
    field('59', plainText(name).slice(0, 25).trim() || 'N'),
    field('60', plainText(city).slice(0, 15).trim() || 'BRASIL'),
  ];
}

/** Bacen's own tester takes letters, digits and blanks alone: accents are dropped, other characters become blanks. */
function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9 ]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

function withChecksum(fields: readonly string[]): string {
  const text = `${fields.join('')}6304`;
  return text + brCodeChecksum(text);
}

function field(id: string, value: string): string {
  return `${id}${String(value.length).padStart(2, '0')}${value}`;
}

function template(value: string): string {
  if (value.length > MAX_TEMPLATE)
    throw new RangeError('The Pix key and its description do not fit');
  return value;
}

function code(value: BrCode): BrCodeReading {
  return { reading: 'code', code: value };
}

function fault(name: BrCodeFault): BrCodeReading {
  return { reading: 'fault', fault: name };
}
