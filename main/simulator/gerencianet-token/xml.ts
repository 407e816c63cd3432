/** The little XML that the token mode speaks: elements and text. No attributes, no DTD, no entities beyond the five. */
import { XMLParser } from 'fast-xml-parser';
import { isWellFormed } from './well-formed.ts';

/** An element with text, or with elements inside. */
export interface XmlNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlNode[];
}

/** Characters of one document: some hundred payers in one request. */
const MAX_CHARS = 500_000;
const MAX_DEPTH = 10;
const MAX_NODES = 20_000;

const TEXT = '#text';
const CDATA = '#cdata';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  // Trimmed once the parts of a text are together.
  trimValues: false,
  // Decoded by `decoded`, so that a CDATA section keeps its own.
  processEntities: false,
  cdataPropName: CDATA,
  maxNestedTags: MAX_DEPTH,
});

/** `<!DOCTYPE`, `<!ENTITY` and the like: every `<!` that opens neither a comment nor a CDATA section. */
const DECLARATION = /<!(?!--|\[CDATA\[)/;

/** An ampersand that begins neither one of the five entities nor a character reference. */
const STRAY_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;

/** Control characters that XML 1.0 does not know, and what stands for bytes that were no UTF-8. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/;

/** The root element, undefined when the text is no such XML or is too large. */
export function parseXml(text: string): XmlNode | undefined {
  if (text.length > MAX_CHARS || FORBIDDEN.test(text) || DECLARATION.test(text)) return undefined;
  if (STRAY_AMPERSAND.test(text.replace(/<!\[CDATA\[.*?\]\]>/gs, ''))) return undefined;
  const [root, ...rest] = treeOf(text.trim());
  return rest.length === 0 ? root : undefined;
}

function treeOf(text: string): readonly XmlNode[] {
  if (!isWellFormed(text)) return [];
  try {
    const counter = { nodes: 0 };
    return nodesOf(parser.parse(text), counter);
  } catch (error) {
    // Too deep, too many, or a name that the parser does not take: all of it is no XML of this gateway.
    if (error instanceof Error) return [];
    throw error;
  }
}

/** The parser's own shape: `[{ name: [...] }, { '#text': '...' }]`. */
function nodesOf(parsed: unknown, counter: { nodes: number }): readonly XmlNode[] {
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((entry: unknown) =>
    Object.entries(Object(entry) as Readonly<Record<string, unknown>>)
      .filter(([name]) => name !== TEXT && name !== CDATA)
      .map(([name, inner]) => nodeOf(name, inner, counter)),
  );
}

function nodeOf(name: string, inner: unknown, counter: { nodes: number }): XmlNode {
  counter.nodes += 1;
  if (counter.nodes > MAX_NODES) throw new RangeError('Too many elements');
  return { name, text: textOf(inner), children: nodesOf(inner, counter) };
}

function textOf(inner: unknown): string {
  if (!Array.isArray(inner)) return '';
  return inner
    .map((entry: unknown) => {
      const part = Object(entry) as Readonly<Record<string, unknown>>;
      if (typeof part[TEXT] === 'string') return decoded(part[TEXT]);
      return CDATA in part ? rawTextOf(part[CDATA]) : '';
    })
    .join('')
    .trim();
}

const rawTextOf = (inner: unknown): string =>
  Array.isArray(inner)
    ? inner
        .map((entry: unknown) => String((Object(entry) as Readonly<Record<string, unknown>>)[TEXT]))
        .join('')
    : '';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const decoded = (text: string): string =>
  text.replace(/&(#x?)?([\da-zA-Z]+);/g, (whole, mark: string | undefined, name: string) => {
    if (mark === undefined) return entities[name] ?? whole;
    const code = Number.parseInt(name, mark === '#x' ? 16 : 10);
    return code >= 0x20 && code <= 0x10_ffff ? String.fromCodePoint(code) : '';
  });

/** The first child of that name. */
export const childOf = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((child) => child.name === name);

/** Text of the first child of that name; empty counts as absent. */
export function textIn(node: XmlNode | undefined, name: string): string | undefined {
  const text = childOf(node, name)?.text ?? '';
  return text === '' ? undefined : text;
}

/** An element that holds text; no value gives an empty element. */
export const leaf = (name: string, value: string | number | null | undefined): string =>
  value === null || value === undefined || value === ''
    ? `<${name}/>`
    : `<${name}>${escaped(String(value))}</${name}>`;

/** An element that holds others. */
export const element = (name: string, ...inner: readonly string[]): string =>
  `<${name}>${inner.join('')}</${name}>`;

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
