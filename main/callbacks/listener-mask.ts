/** Takes secrets out of what will be stored. */
const MASK = '‹segredo›';

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'access-token',
  'access_token',
  'apikey',
  'asaas-access-token',
  'authorization',
  'cookie',
  'gw-dev-app-key',
  'proxy-authorization',
  'x-access-token',
  'x-api-key',
  'x-auth-token',
]);
// Efí's Pix callbacks carry a shared secret under this name (reference: Efí, Pix webhook).
const SECRET_QUERY = /([?&](?:hmac|access_token)=)[^&]*/giu;
const LOOKS_LIKE_A_SECRET = /[0-9A-Za-z]{32,}/gu;

/** Replaces each secret, as it is and as it stands in a URL. */
function maskText(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((secret) => secret !== '')
    .reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

/** @param path path and query */
export function maskPath(path: string, secrets: readonly string[]): string {
  return maskText(path, secrets).replace(SECRET_QUERY, `$1${MASK}`);
}

/** Signatures over the body stay: they are checked later from the stored bytes and open nothing. */
export function maskHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name) ? MASK : maskText(value, secrets),
    ]),
  );
}

/** For a path that belongs to no account: it may still be a true secret, mistyped around. */
export function maskUnknown(path: string): string {
  return path.replace(LOOKS_LIKE_A_SECRET, MASK);
}
