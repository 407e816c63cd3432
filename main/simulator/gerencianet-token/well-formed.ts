/** Whether the tags of a text close one another: the parser itself takes much for XML that is none. */

/** What may stand beside elements: the declaration, comments, CDATA sections. */
const ASIDE = /^<\?xml\s[^<>]*\?>|<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs;

const TAG = /<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;

/** True for exactly one root whose elements are all closed in their turn, with no text outside. */
export function isWellFormed(text: string): boolean {
  // A section counts as text, and text stands within the root only.
  const tags = text.replace(ASIDE, (part) => (part.startsWith('<![') ? 'x' : ''));
  const open: string[] = [];
  let roots = 0;
  let readUpTo = 0;
  for (const match of tags.matchAll(TAG)) {
    if (!isText(tags.slice(readUpTo, match.index), open.length)) return false;
    readUpTo = match.index + match[0].length;
    const [, slash, name = '', , end] = match;
    if (slash === '/' && open.pop() !== name) return false;
    if (slash === '/') continue;
    if (open.length === 0) roots += 1;
    if (end !== '/') open.push(name);
  }
  return roots === 1 && open.length === 0 && tags.slice(readUpTo).trim() === '';
}

const isText = (text: string, depth: number): boolean =>
  depth === 0 ? text.trim() === '' : !/[<>]/.test(text);
