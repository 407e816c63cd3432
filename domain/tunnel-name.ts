/** What a localtunnel server takes as a name, and which servers a name may be asked of. */

// The server's own rule takes 64 and 65 characters too, but DNS ends at 63; with a hyphen it asks for 6 (measured).
const NAME = /^(?:[a-z0-9]{4,63}|[a-z0-9][a-z0-9-]{4,61}[a-z0-9])$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** 4 to 63 of a-z and 0-9, or 6 to 63 with hyphens inside. */
export function isTunnelName(name: string): boolean {
  return NAME.test(name);
}

/**
 * Origin without a closing slash (`https://tunel.example.com`), or undefined: names are asked for over https only,
 * http is for this machine itself; an address with path, query or password is none.
 */
export function readRegistrationHost(host: string): string | undefined {
  if (!URL.canParse(host)) return undefined;
  const url = new URL(host);
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return isSafe && url.href === `${url.origin}/` ? url.origin : undefined;
}
