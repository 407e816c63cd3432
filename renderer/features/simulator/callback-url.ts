/** Whether the text is an http or https address. */
export function isCallbackUrl(text: string): boolean {
  const trimmed = text.trim();
  return URL.canParse(trimmed) && /^https?:$/.test(new URL(trimmed).protocol);
}
