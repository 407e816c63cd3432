/** Finds the token in a callback, however it was encoded. Efí documents a form field; proxies and clients differ (efi 3.1). */
import type { CallbackToRead } from '../events.ts';

/** UUID-like: the token becomes part of an address of ours, so nothing else is let through. */
const TOKEN = /^[0-9a-zA-Z][0-9a-zA-Z-]{7,199}$/;
const FIELD = 'notification';

export type FoundToken =
  | { readonly found: 'token'; readonly token: string }
  | { readonly found: 'nothing'; readonly why: string };

/** Looks into the query, then into the body as form, multipart and JSON. */
export function findToken(callback: CallbackToRead): FoundToken {
  const body = new TextDecoder().decode(callback.body);
  const text = fromQuery(callback.path) ?? fromJson(body) ?? fromMultipart(body) ?? fromForm(body);
  if (text === undefined)
    return { found: 'nothing', why: 'O aviso não traz o campo notification.' };
  const token = text.trim();
  if (TOKEN.test(token)) return { found: 'token', token };
  return { found: 'nothing', why: 'O campo notification não tem a forma de um código da Efí.' };
}

function fromQuery(path: string): string | undefined {
  const start = path.indexOf('?');
  return start < 0 ? undefined : fromForm(path.slice(start + 1));
}

function fromForm(text: string): string | undefined {
  return new URLSearchParams(text.trim()).get(FIELD) ?? undefined;
}

function fromJson(text: string): string | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    const value = (parsed as Readonly<Record<string, unknown>>)[FIELD];
    return typeof value === 'string' ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The part after its own headers, up to the next boundary line. */
function fromMultipart(text: string): string | undefined {
  const part = /name="?notification"?[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n([^\r\n]*)\r?\n--/i;
  return part.exec(text)?.[1];
}
