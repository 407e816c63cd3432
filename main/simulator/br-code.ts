/** BR Code ("Pix copia e cola") of a dynamic charge, and its picture. */
import QRCode from 'qrcode';

export interface DynamicPix {
  /** Address of the payload without scheme, at most 77 characters. */
  readonly location: string;
  /** Receiver as printed, ASCII. */
  readonly name: string;
  readonly city: string;
}

const MAX_PICTURES = 1_000;

const pictures = new Map<string, string>();

/** EMV text of a dynamic Pix code with its CRC (pix.md 5). */
export function dynamicPix({ location, name, city }: DynamicPix): string {
  const account = field('00', 'br.gov.bcb.pix') + field('25', location);
  const body = [
    field('00', '01'),
    field('01', '12'),
    field('26', account),
    field('52', '0000'),
    field('53', '986'),
    field('58', 'BR'),
    field('59', name.slice(0, 25)),
    field('60', city.slice(0, 15)),
    field('62', field('05', '***')),
    '6304',
  ].join('');
  return body + crc16(body);
}

/** The code as an SVG data URI, as gateways give it. The last ones are kept, since they are asked for again and again. */
export function pixPicture(payload: string): string {
  const known = pictures.get(payload);
  if (known !== undefined) return known;
  const made = drawPicture(payload);
  const [oldest] = pictures.keys();
  if (pictures.size >= MAX_PICTURES && oldest !== undefined) pictures.delete(oldest);
  pictures.set(payload, made);
  return made;
}

function drawPicture(payload: string): string {
  // A fixed mask spares the search for the best one, which takes most of the time and no reader needs.
  const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M', maskPattern: 3 });
  const size = modules.size;
  const dark = Array.from({ length: size * size }, (_, index) => index)
    .filter((index) => modules.data[index] === 1)
    .map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`)
    .join('');
  const box = `viewBox="-4 -4 ${size + 8} ${size + 8}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${box} shape-rendering="crispEdges"><path d="${dark}"/></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

const field = (id: string, value: string): string =>
  `${id}${String(value.length).padStart(2, '0')}${value}`;

/** CRC-16/CCITT-FALSE over the ASCII text, four upper-case hexadecimal digits. */
function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    crc &= 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
