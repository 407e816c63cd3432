import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unzip } from '../../tools/setup/unzip.mjs';

let folder = '';
let zipFile = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-unzip-'));
  zipFile = path.join(folder, 'a.zip');
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

interface Part {
  readonly name: string;
  readonly text: string;
  readonly mode?: number;
  readonly stored?: boolean;
}

/** A zip as Info-ZIP writes it on Unix: .ZIP File Format Specification 6.3.10, sections 4.3.7 to 4.3.16. */
function zip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, mode = 0o100644, stored = false } of parts) {
    const bytes = Buffer.from(text);
    const packed = stored ? bytes : zlib.deflateRawSync(bytes);
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    const sizes = Buffer.alloc(4);
    sizes.writeUInt16LE(Buffer.byteLength(name));
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      fields,
      sizes,
      Buffer.from(name),
      packed,
    ]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.from([0x14, 0x03]);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), made, fields, sizes, tail, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listing, end]);
}

/** The trailer of a gzip stream holds the same sum. */
function crc(bytes: Buffer): number {
  return zlib.gzipSync(bytes).readUInt32LE(zlib.gzipSync(bytes).length - 8);
}

test('unpacks what is asked for under the names that are asked for, with its mode', () => {
  const parts = [
    { name: 'app/', text: '', mode: 0o040755, stored: true },
    { name: 'app/run', text: 'x'.repeat(1000), mode: 0o100755 },
    { name: 'app/left-out', text: 'y' },
    { name: 'app/plain.txt', text: 'olá', stored: true },
  ];
  fs.writeFileSync(zipFile, zip(parts));
  const into = path.join(folder, 'out');

  const written = unzip(zipFile, into, (name) =>
    name === 'app/left-out' ? undefined : name.slice('app/'.length),
  );

  expect(written).toBe(2);
  expect(fs.readdirSync(into).sort()).toEqual(['plain.txt', 'run']);
  expect(fs.readFileSync(path.join(into, 'run'), 'utf8')).toBe('x'.repeat(1000));
  expect(fs.readFileSync(path.join(into, 'plain.txt'), 'utf8')).toBe('olá');
  if (process.platform !== 'win32') {
    expect(fs.statSync(path.join(into, 'run')).mode & 0o777).toBe(0o755);
  }
});

test('refuses a file that was cut off', () => {
  const whole = zip([{ name: 'a', text: 'a' }]);
  fs.writeFileSync(zipFile, whole.subarray(0, whole.length - 5));

  expect(() => unzip(zipFile, path.join(folder, 'out'), (name) => name)).toThrow('not a whole zip');
});

test('refuses an entry whose bytes have changed', () => {
  const whole = zip([{ name: 'a', text: 'unchanged', stored: true }]);
  whole[whole.indexOf('unchanged')] = 0;
  fs.writeFileSync(zipFile, whole);

  expect(() => unzip(zipFile, path.join(folder, 'out'), (name) => name)).toThrow('a is damaged');
});

test.each(['../outside', '/tmp/outside'])('refuses to write to %s', (name) => {
  fs.writeFileSync(zipFile, zip([{ name, text: 'a' }]));

  expect(() => unzip(zipFile, path.join(folder, 'out'), (asked) => asked)).toThrow(
    'leaves the folder',
  );
});
