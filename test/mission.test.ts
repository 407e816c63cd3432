import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

interface Covered {
  readonly row: string;
  readonly title: string;
  readonly file: string;
}

const text = readFileSync('test/mission.md', 'utf8');
const covered = cellsUnder('## Covered', 4).map(([row = '', , title = '', file = '']): Covered => ({
  row,
  title,
  file,
}));
const notYet = cellsUnder('## Not yet', 3).map(([row = '']) => row);
const mission = [...numbered('M', 222), ...numbered('D', 15)];

describe('the table of what covers the mission', () => {
  it('has every row of the mission in one of its two halves', () => {
    const listed = new Set([...covered.map(({ row }) => row), ...notYet]);

    expect(mission.filter((row) => !listed.has(row))).toEqual([]);
    expect([...listed].filter((row) => !mission.includes(row))).toEqual([]);
  });

  it('has no row in both halves, and none twice where nothing covers it', () => {
    const open = new Set(notYet);

    expect(covered.filter(({ row }) => open.has(row))).toEqual([]);
    expect(notYet.length).toBe(open.size);
  });

  it('names a test for a row once', () => {
    const lines = covered.map(({ row, title, file }) => `${row}: ${title} (${file})`);

    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
  });

  it('says in words what is covered, or why not', () => {
    const silent = [...cellsUnder('## Covered', 4), ...cellsUnder('## Not yet', 3)].filter(
      (cells) => cells.some((cell) => cell === ''),
    );

    expect(silent).toEqual([]);
  });

  it('names tests that exist, by their exact titles', () => {
    const titles = new Map<string, ReadonlySet<string>>();
    const titlesOf = (file: string): ReadonlySet<string> => {
      const known = titles.get(file) ?? titlesIn(file);
      titles.set(file, known);
      return known;
    };

    const missing = covered.filter(({ file, title }) => !titlesOf(file).has(title));

    expect(missing).toEqual([]);
  });
});

/** Cells of the table under a heading, without its head. */
function cellsUnder(heading: string, width: number): readonly (readonly string[])[] {
  const [, after = ''] = text.split(`\n${heading}\n`);
  const [part = ''] = after.split('\n## ');
  return part
    .split('\n')
    .filter((line) => line.startsWith('| M') || line.startsWith('| D'))
    .map((line) => {
      const cells = line.split('|').slice(1, -1);
      if (cells.length !== width) throw new Error(`Not ${String(width)} cells: ${line}`);
      return cells.map((cell) => cell.trim());
    });
}

function numbered(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${String(index + 1)}`);
}

/** Titles of the tests and groups of a file; none for a file that is not there. */
function titlesIn(file: string): ReadonlySet<string> {
  const titles = new Set<string>();
  if (!existsSync(file)) return titles;
  const look = (node: ts.Node): void => {
    const [title] = ts.isCallExpression(node) && isTest(node.expression) ? node.arguments : [];
    if (title !== undefined && ts.isStringLiteralLike(title)) titles.add(title.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return titles;
}

/** `it`, `it.skipIf(...)`, `describe.each(...)` and their like. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return ['it', 'test', 'describe'].includes(callee.text);
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee))
    return isTest(callee.expression);
  return ts.isTaggedTemplateExpression(callee) && isTest(callee.tag);
}
