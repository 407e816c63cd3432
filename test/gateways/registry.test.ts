import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { definitionOf, gatewayDefinitions } from '../../main/gateways/registry.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function foldersIn(path: string): readonly string[] {
  return readdirSync(`${root}${path}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

it('has one folder per registered gateway, with the files that each one has', () => {
  const ids = [...gatewayDefinitions.keys()];

  expect(foldersIn('main/gateways').toSorted()).toEqual([...ids].sort());
  for (const id of ids)
    for (const file of ['adapter.ts', 'wire.ts', 'mapping.ts', 'README.md'])
      expect(existsSync(`${root}main/gateways/${id}/${file}`)).toBe(true);
});

it('has fixtures with their source for each registered gateway', () => {
  for (const id of gatewayDefinitions.keys()) {
    const folder = `${root}test/fixtures/${id}`;
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => name.endsWith('.json'));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      expect(JSON.parse(text)).toHaveProperty('source', expect.stringMatching(/\w/));
    }
  }
});

it('names each definition by its own id', () => {
  for (const [id, definition] of gatewayDefinitions) expect(definition.id).toBe(id);
});

it('gives a definition, and fails in words for a gateway that it does not have', () => {
  const missing = () => definitionOf('bank-file');

  expect(definitionOf('efi').label).toBe('Efí (Gerencianet)');
  expect(missing).toThrow(expect.objectContaining({ code: 'not-found' }) as Error);
});
