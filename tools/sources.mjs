/** Tells whether what was built still belongs to the sources. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * A digest over names and bytes of all files in the given folders and files. Modification times are left out, since
 * a checkout and a copy change them.
 *
 * @param {string} root
 * @param {readonly string[]} names files and folders inside `root`; those that do not exist count as empty
 * @returns {string} hexadecimal
 */
export function digestSources(root, names) {
  const hash = createHash('sha256');
  for (const name of names) {
    for (const file of filesOf(root, name)) {
      const bytes = fs.readFileSync(path.join(root, file));
      hash.update(`${file.split(path.sep).join('/')}\0${String(bytes.length)}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} name
 * @returns {string[]} sorted, relative to `root`
 */
function filesOf(root, name) {
  const target = path.join(root, name);
  if (!fs.existsSync(target)) return [];
  if (!fs.statSync(target).isDirectory()) return [name];
  return fs
    .readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
