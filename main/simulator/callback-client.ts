import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { rootCertificates } from 'node:tls';

export interface Callback {
  readonly url: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a POST ended. `refused` never left: the address is neither loopback nor the allowed one. */
export type PostOutcome =
  | { readonly kind: 'answered'; readonly httpStatus: number }
  | { readonly kind: 'failed'; readonly error: 'timeout' | 'connection' | 'refused' };

export interface CallbackClient {
  /** @param limitMs a time limit of the gateway's own; the shorter of it and the client's holds */
  post(callback: Callback, limitMs?: number): Promise<PostOutcome>;
  /** As `post`, without the client certificate over HTTPS: how a stranger would call. */
  postAsStranger(callback: Callback): Promise<PostOutcome>;
  /** Lets callbacks go to one public origin beside loopback; undefined takes it back. */
  allow(origin: string | undefined): void;
  /** Ends what is on the wire and closes idle connections. */
  close(): void;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What the gateway shows of itself over HTTPS, and whom it trusts beside the system's authorities; PEM texts. */
export interface CallbackIdentity {
  readonly key: string;
  readonly cert: string;
  readonly trustedCa: string;
}

/** POSTs callbacks over kept-alive connections, without following redirects, each within `timeoutMs`. */
export function createCallbackClient(
  timeoutMs: number,
  identity?: CallbackIdentity,
): CallbackClient {
  const trust = identity === undefined ? {} : { ca: [...rootCertificates, identity.trustedCa] };
  const shown = identity === undefined ? {} : { key: identity.key, cert: identity.cert };
  const agents = {
    http: new HttpAgent({ keepAlive: true }),
    https: new HttpsAgent({ keepAlive: true, ...trust, ...shown }),
    stranger: new HttpsAgent({ keepAlive: false, ...trust }),
  };
  const stop = new AbortController();
  // Each request on the wire listens to it, and there are dozens at a time.
  setMaxListeners(0, stop.signal);
  let allowedOrigin: string | undefined;

  const isAllowed = (url: URL): boolean =>
    (url.protocol === 'http:' && LOOPBACK.test(url.hostname)) ||
    (url.protocol === 'https:' && LOOPBACK.test(url.hostname)) ||
    (allowedOrigin !== undefined && url.origin === allowedOrigin);

  const send = async (
    callback: Callback,
    limitMs: number,
    https: HttpsAgent,
  ): Promise<PostOutcome> => {
    if (!URL.canParse(callback.url)) return { kind: 'failed', error: 'refused' };
    const url = new URL(callback.url);
    if (!isAllowed(url)) return { kind: 'failed', error: 'refused' };
    const wire = {
      agents: { http: agents.http, https },
      timeoutMs: Math.min(limitMs, timeoutMs),
      signal: stop.signal,
    };
    const outcome = await postOnce(url, callback, wire);
    // A kept-alive connection that the receiver closed meanwhile says nothing about the receiver.
    return outcome === 'stale' ? freshOutcome(await postOnce(url, callback, wire)) : outcome;
  };

  return {
    post: (callback, limitMs = timeoutMs) => send(callback, limitMs, agents.https),
    postAsStranger: (callback) => send(callback, timeoutMs, agents.stranger),
    allow(origin) {
      allowedOrigin = origin === undefined ? undefined : new URL(origin).origin;
    },
    close() {
      stop.abort();
      agents.http.destroy();
      agents.https.destroy();
      agents.stranger.destroy();
    },
  };
}

const freshOutcome = (outcome: PostOutcome | 'stale'): PostOutcome =>
  outcome === 'stale' ? { kind: 'failed', error: 'connection' } : outcome;

interface Wire {
  readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

function postOnce(url: URL, callback: Callback, wire: Wire): Promise<PostOutcome | 'stale'> {
  const isTls = url.protocol === 'https:';
  const body = Buffer.from(callback.body);
  return new Promise((resolve) => {
    const options = {
      method: 'POST',
      agent: isTls ? wire.agents.https : wire.agents.http,
      signal: wire.signal,
      headers: {
        ...callback.headers,
        'content-type': callback.contentType,
        'content-length': body.length,
      },
    };
    const request = (isTls ? httpsRequest : httpRequest)(url, options);
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      request.destroy();
    }, wire.timeoutMs);
    const end = (outcome: PostOutcome | 'stale') => {
      clearTimeout(limit);
      resolve(outcome);
    };
    request.on('response', (response: IncomingMessage) => {
      // The answer counts once it is complete; its text means nothing to a gateway.
      response.resume();
      response.on('end', () => end({ kind: 'answered', httpStatus: response.statusCode ?? 0 }));
      response.on('error', () => end({ kind: 'failed', error: isLate ? 'timeout' : 'connection' }));
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (request.reusedSocket && error.code === 'ECONNRESET' && !isLate) end('stale');
      else end({ kind: 'failed', error: isLate ? 'timeout' : 'connection' });
    });
    request.end(body);
  });
}
