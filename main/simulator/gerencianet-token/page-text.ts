/** Text within a page. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${String(char.charCodeAt(0))};`);

/** A page of plain lines; a line that is an address becomes a link. */
export const pageOf = (lines: readonly string[]): string =>
  `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>Simulador</title></head><body>${lines
    .map((line) => `<p>${linked(line)}</p>`)
    .join('')}</body></html>`;

const linked = (line: string): string =>
  /^https?:\/\/\S+$/.test(line)
    ? `<a href="${escapeHtml(line)}">${escapeHtml(line)}</a>`
    : escapeHtml(line);
