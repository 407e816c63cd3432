/** Reads a zip file with Node alone, since `unzip` is missing on many machines. No zip64, no encryption. */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const END_OF_DIRECTORY = Buffer.from('PK\x05\x06');
const DIRECTORY_ENTRY = 0x02014b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const UNIX_TYPE_MASK = 0o170000;
const UNIX_SYMLINK = 0o120000;

/**
 * @typedef {object} Entry
 * @property {string} name with forward slashes; a folder ends in one
 * @property {number} method 0 stored, 8 deflated
 * @property {number} packedSize bytes
 * @property {number} size bytes
 * @property {number} mode Unix mode, 0 where the zip has none
 * @property {number} offset of its local header
 * @property {number} crc
 */

/**
 * Unpacks the entries for which `nameFor` gives a name. Stops at a damaged entry.
 *
 * @param {string} zipFile
 * @param {string} folder created when missing
 * @param {(entryName: string) => string | undefined} nameFor path inside `folder`; nothing leaves the entry out
 * @returns {number} how many files were written
 * @throws {Error} when the file is no zip, an entry is damaged, or a name would leave the folder
 */
export function unzip(zipFile, folder, nameFor) {
  const fd = fs.openSync(zipFile, 'r');
  try {
    let written = 0;
    for (const entry of readDirectory(fd)) {
      const name = nameFor(entry.name);
      if (name === undefined || entry.name.endsWith('/')) continue;
      writeEntry(fd, entry, insideOf(folder, name));
      written += 1;
    }
    return written;
  } finally {
    fs.closeSync(fd);
  }
}

/**
 * @param {string} folder
 * @param {string} name
 */
function insideOf(folder, name) {
  const target = path.resolve(folder, name);
  if (!target.startsWith(path.resolve(folder) + path.sep))
    throw new Error(`${name} leaves the folder`);
  return target;
}

/**
 * @param {number} fd
 * @returns {Entry[]}
 */
function readDirectory(fd) {
  const size = fs.fstatSync(fd).size;
  const tail = readAt(
    fd,
    Math.max(0, size - END_SIZE - LONGEST_COMMENT),
    END_SIZE + LONGEST_COMMENT,
  );
  const end = tail.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0 || end + END_SIZE > tail.length) throw new Error('not a whole zip file');
  const count = tail.readUInt16LE(end + 10);
  const directory = readAt(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {Entry[]} */
  const entries = [];
  let at = 0;
  while (entries.length < count) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new Error('damaged directory of the zip file');
    entries.push(parseEntry(directory, at));
    at +=
      46 +
      directory.readUInt16LE(at + 28) +
      directory.readUInt16LE(at + 30) +
      directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {Buffer} directory
 * @param {number} at
 * @returns {Entry}
 */
function parseEntry(directory, at) {
  const nameLength = directory.readUInt16LE(at + 28);
  return {
    name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packedSize: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    mode: directory.readUInt32LE(at + 38) >>> 16,
    offset: directory.readUInt32LE(at + 42),
  };
}

/**
 * @param {number} fd
 * @param {Entry} entry
 * @param {string} target
 */
function writeEntry(fd, entry, target) {
  const local = readAt(fd, entry.offset, 30);
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = readAt(fd, start, entry.packedSize);
  const bytes = entry.method === 8 ? zlib.inflateRawSync(packed) : packed;
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc)
    throw new Error(`${entry.name} is damaged`);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if ((entry.mode & UNIX_TYPE_MASK) === UNIX_SYMLINK) {
    throw new Error(`${entry.name} is a symbolic link`);
  }
  fs.writeFileSync(target, bytes, { mode: entry.mode & 0o777 || 0o644 });
}

/**
 * @param {number} fd
 * @param {number} position
 * @param {number} length
 */
function readAt(fd, position, length) {
  const buffer = Buffer.alloc(length);
  const read = fs.readSync(fd, buffer, 0, length, position);
  return buffer.subarray(0, read);
}

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** @param {Buffer} bytes */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
