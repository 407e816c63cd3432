/** How a request arrives: a form with one field that holds the XML, and within it the token (efi.md 5.1). */
import { timingSafeEqual } from 'node:crypto';
import type { ApiRequest } from '../http.ts';
import type { TokenContext } from './context.ts';
import { Refusal } from './errors.ts';
import { TOKEN } from './names.ts';
import { childOf, leaf, parseXml, textIn, type XmlNode } from './xml.ts';

/** Integration takes `entrada` and camelCase names, the webservice `xml` and PascalCase ones. */
type FormField = 'entrada' | 'xml';

/** The root of the document in that form field. Refuses a missing field, other bytes than UTF-8 and what is no XML. */
export function readXml(context: TokenContext, request: ApiRequest, field: FormField): XmlNode {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const text = form.get(field)?.trim() ?? '';
  const { refusesLineBreaks } = context.settings();
  if (refusesLineBreaks && /[\r\n\t]/.test(text)) throw new Refusal('xml');
  const root = text === '' ? undefined : parseXml(text);
  if (root === undefined) throw new Refusal('xml');
  return root;
}

/** Refuses another root element. */
export function expectRoot(root: XmlNode, names: readonly string[]): void {
  if (!names.includes(root.name)) throw new Refusal('element', leaf(root.name, null));
}

/** Refuses a token that is not the account's: in its form first (32 hexadecimal digits), then as unknown. */
export function checkToken(root: XmlNode, name: 'token' | 'Token'): void {
  const token = textIn(root, name) ?? '';
  if (isSameText(token, TOKEN)) return;
  throw new Refusal(/^[\da-f]{32}$/i.test(token) ? 'token' : 'token-format');
}

function isSameText(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Which elements a parent holds, in their order (efi.md 5.2). `anywhere`: seen, its place unknown.
 */
export interface Content {
  readonly required: readonly string[];
  readonly ordered: readonly string[];
  readonly anywhere?: readonly string[];
}

/** Refuses a missing, repeated or unknown element, and one out of order where the account minds. */
export function checkContent(context: TokenContext, node: XmlNode, content: Content): void {
  const { checksOrder, unknownElements } = context.settings();
  const names = node.children.map(({ name }) => name);
  const missing = content.required.find((name) => childOf(node, name) === undefined);
  if (missing !== undefined) throw new Refusal('element', leaf(missing, null));
  const allowed = [...content.ordered, ...(content.anywhere ?? [])];
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined && unknownElements === 'refused')
    throw new Refusal('element', leaf(unknown, null));
  const places = names.map((name) => content.ordered.indexOf(name)).filter((place) => place >= 0);
  const wrong = places.findIndex((place, index) => place <= (places[index - 1] ?? -1));
  const isRepeated = new Set(places).size < places.length;
  if (wrong >= 0 && (checksOrder || isRepeated))
    throw new Refusal('element', leaf(content.ordered[places[wrong] ?? -1] ?? node.name, null));
}

/** The children of that name, at least one and nothing else. */
export function listIn(node: XmlNode, listName: string, name: string): readonly XmlNode[] {
  const list = childOf(node, listName)?.children ?? [];
  if (list.length === 0 || list.some((child) => child.name !== name))
    throw new Refusal('element', leaf(listName, null));
  return list;
}
