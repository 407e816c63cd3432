/** XML of strangers on the network: bounded, without DTD and entities of their own. */
import { XMLParser } from 'fast-xml-parser';

const LONGEST = 64 * 1024;
const DEEPEST = 24;
/** Documents that bring definitions of their own are none of a router's. */
const DEFINITIONS = /<!(?:DOCTYPE|ENTITY)/i;

// Names in lower case and without prefix: routers differ in both (`faultCode`, `s:Body`, `SOAP-ENV:Body`).
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  processEntities: false,
  removeNSPrefix: true,
  maxNestedTags: DEEPEST,
  transformTagName: (name) => name.toLowerCase(),
});

/** An element that was read: its children by their names in lower case. */
export type XmlNode = Readonly<Record<string, unknown>>;

/** Up to 64 KiB and 24 levels. @returns undefined for anything else */
export function readXml(text: string): XmlNode | undefined {
  if (text.length > LONGEST || DEFINITIONS.test(text)) return undefined;
  try {
    return asNode(parser.parse(text));
  } catch (error) {
    // The reader tells of too many levels, and of what is no XML, with a bare Error.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** The elements of that name; one alone is a list of one. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  const value = valueOf(node, name);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map(asNode).filter((one) => one !== undefined);
}

export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return childrenOf(node, name)[0];
}

/** The text of an element without children, the five entities of XML put right; empty where there is none. */
export function textOf(node: XmlNode | undefined, name: string): string {
  const value = valueOf(node, name);
  return typeof value === 'string' ? unescape(value.trim()) : '';
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => escapes.get(mark) ?? mark);
}

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);
const unescapes = new Map([...escapes].map(([mark, entity]) => [entity, mark]));

function unescape(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => unescapes.get(entity) ?? entity);
}

function valueOf(node: XmlNode | undefined, name: string): unknown {
  return node !== undefined && Object.hasOwn(node, name) ? node[name] : undefined;
}

function asNode(value: unknown): XmlNode | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as XmlNode)
    : undefined;
}
