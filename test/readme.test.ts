import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GatewayDefinition } from '../main/gateways/gateway.ts';
import { gatewayDefinitions } from '../main/gateways/registry.ts';
import { systemClock } from '../main/clock.ts';
import packageJson from '../package.json' with { type: 'json' };

const readme = readFileSync('README.md', 'utf8');

/** The row of the README's table of gateways, as the code has it. */
function rowOf(definition: GatewayDefinition): string {
  const gateway = definition.open(
    { environment: 'simulator', baseUrl: 'http://127.0.0.1:9', credential: () => undefined },
    { clock: systemClock },
  );
  const { maximumGroupParcels } = definition.limits;
  const has = (method: unknown) => (method === undefined ? 'no' : 'yes');
  return [
    definition.label,
    maximumGroupParcels === 0 ? 'no' : `up to ${maximumGroupParcels}`,
    has(gateway.changeDueDate?.bind(gateway)),
    has(gateway.markSettled?.bind(gateway)),
    has(gateway.undoMark?.bind(gateway)),
    has(gateway.refund?.bind(gateway)),
    has(gateway.resendEmail?.bind(gateway)),
    has(gateway.setCallbackUrl?.bind(gateway)),
    has(gateway.registerCallbackUrl?.bind(gateway)),
    definition.resolution.replaceAll('-', ' '),
  ].join(' | ');
}

describe('the README', () => {
  it.each(
    [...gatewayDefinitions.values()].map((definition) => [definition.id, definition] as const),
  )('tells what %s can do', (_, definition) => {
    const rows = readme
      .split('\n')
      .map((line) => line.replace(/\s*\|\s*/g, ' | ').replace(/^ \| | \| $/g, ''));

    expect(rows).toContain(rowOf(definition));
  });

  it('has a word for every dependency', () => {
    const named = readme.slice(readme.indexOf('## Dependencies and why'));
    const unnamed = [
      ...Object.keys(packageJson.dependencies),
      ...Object.keys(packageJson.devDependencies),
    ].filter((name) => !name.startsWith('@types/') && !isNamed(named, name));

    expect(unnamed).toEqual([]);
  });

  it('shows both commands', () => {
    expect(readme).toContain('npm start');
    expect(readme).toContain('npm test');
  });
});

/** Several packages of one family may share a line: `@mantine/core, hooks, dates`. */
function isNamed(text: string, name: string): boolean {
  return text.includes(name) || text.includes(name.replace('@mantine/', ', '));
}
