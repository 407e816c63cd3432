/** One field of a posted form, as URL-encoded text or as multipart (old clients post either). */
import type { CallbackToRead } from '../events.ts';

/** @returns undefined where the form has no such field */
export function formField({ body, headers }: CallbackToRead, name: string): string | undefined {
  const text = new TextDecoder().decode(body);
  const boundary = /;\s*boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
  if (boundary !== undefined) return fromMultipart(text, boundary, name);
  return new URLSearchParams(text.trim()).get(name) ?? undefined;
}

function fromMultipart(text: string, boundary: string, name: string): string | undefined {
  for (const part of text.split(`--${boundary}`)) {
    const [, head = '', value = ''] =
      /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n?$/.exec(part) ?? [];
    if (new RegExp(`;\\s*name="?${name}"?\\s*(?:;|\\r?\\n|$)`, 'i').test(head)) return value;
  }
  return undefined;
}
