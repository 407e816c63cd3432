/** Bytes of a list into text, whatever program wrote it. */
import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../../domain/failure.ts';
import type { FileEncoding } from '../../store/imports.ts';

export interface DecodedFile {
  readonly encoding: FileEncoding;
  /** Without byte order mark; lines end in LF alone. */
  readonly text: string;
}

/** Bytes decoded between two breaths of the event loop. */
const SLICE = 1024 * 1024;

/** Bytes 0x80..0x9F of Windows-1252; the five that it leaves open stand for themselves. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const HIGH_START = 0x80;

const byteOfHigh: ReadonlyMap<string, number> = new Map(
  Array.from(HIGH, (char, index) => [char, HIGH_START + index]),
);

/** First bytes of spreadsheets: ZIP (xlsx, ods) and the compound file of old xls. */
const SPREADSHEETS = [Buffer.from('504b0304', 'hex'), Buffer.from('d0cf11e0', 'hex')];

/**
 * Tries a byte order mark, then strict UTF-8, else takes Windows-1252. Text that went through UTF-8 twice is mended
 * when the whole file can be (exchange 1.1, 2.5).
 * @throws Failure `file-format` (reason `spreadsheet` or `binary`) for what is no text
 */
export async function decodeFile(bytes: Buffer): Promise<DecodedFile> {
  const { encoding, text } = await decode(bytes);
  if (text.includes('\0')) throw new Failure('file-format', 'Not a text', { reason: 'binary' });
  return { encoding, text: text.replace(/\r\n?/g, '\n') };
}

async function decode(bytes: Buffer): Promise<DecodedFile> {
  if (SPREADSHEETS.some((start) => bytes.subarray(0, 4).equals(start)))
    throw new Failure('file-format', 'A spreadsheet, not a list', { reason: 'spreadsheet' });
  const wide = decodeUtf16(bytes);
  if (wide !== undefined) return { encoding: 'utf-16', text: wide };
  const hasMark = bytes.subarray(0, 3).toString('latin1') === '\u00ef\u00bb\u00bf';
  const body = hasMark ? bytes.subarray(3) : bytes;
  const text = await decodeUtf8(body);
  if (text === undefined) return { encoding: 'windows-1252', text: await decodeWindows1252(body) };
  const mended = mendTwiceEncoded(text);
  if (mended !== undefined) return { encoding: 'utf-8-twice', text: mended };
  return { encoding: hasMark ? 'utf-8-bom' : 'utf-8', text };
}

/** By its mark, or by the zero bytes that Western text has in every second place. */
function decodeUtf16(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return bytes.subarray(2).toString('utf16le');
  if (mark === 'feff') return swapped(bytes.subarray(2)).toString('utf16le');
  const head = bytes.subarray(0, 400);
  const isWide =
    head.length >= 4 && head.every((byte, index) => index % 2 === 0 || byte === 0 || index > 200);
  return isWide ? bytes.toString('utf16le') : undefined;
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

async function decodeUtf8(bytes: Buffer): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      parts.push(decoder.decode(bytes.subarray(at, at + SLICE), { stream: true }));
      await setImmediate();
    }
    parts.push(decoder.decode());
  } catch (error) {
    // The decoder says by a TypeError that the bytes are not UTF-8, which is an answer here.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
  return parts.join('');
}

/** Our own table: decoders of some runtimes take Windows-1252 for Latin-1. */
async function decodeWindows1252(bytes: Buffer): Promise<string> {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += SLICE) {
    const latin1 = bytes.subarray(at, at + SLICE).toString('latin1');
    parts.push(
      latin1.replace(/[\u0080-\u009f]/g, (char) => HIGH.charAt(char.charCodeAt(0) - HIGH_START)),
    );
    await setImmediate();
  }
  return parts.join('');
}

/** What UTF-8 looks like after it was read as Windows-1252: `Ã£`, `Â°`. */
const TWICE = /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** @returns the text before its second encoding, or undefined when any character speaks against it */
function mendTwiceEncoded(text: string): string | undefined {
  if (!TWICE.test(text)) return undefined;
  const bytes = Buffer.alloc(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const byte = code < 0x100 ? code : byteOfHigh.get(text.charAt(index));
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
