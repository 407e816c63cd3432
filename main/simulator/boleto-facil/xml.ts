/** A list in XML: the element once per row (`repeated`), or once around rows named in the singular (`wrapped`). */
export type XmlLists = 'repeated' | 'wrapped';

/** The element and all below it. What is null has no element. */
export function xmlOf(name: string, value: unknown, lists: XmlLists): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return listOf(name, value, lists);
  if (typeof value !== 'object')
    return element(name, escaped(typeof value === 'string' ? value : JSON.stringify(value)));
  const children = Object.entries(value).map(([key, child]) => xmlOf(key, child, lists));
  return element(name, children.join(''));
}

function listOf(name: string, rows: readonly unknown[], lists: XmlLists): string {
  if (lists === 'repeated') return rows.map((row) => xmlOf(name, row, lists)).join('');
  return element(name, rows.map((row) => xmlOf(name.replace(/s$/, ''), row, lists)).join(''));
}

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (char) => `&#${String(char.charCodeAt(0))};`);
