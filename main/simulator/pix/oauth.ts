/** OAuth2 client credentials. Tokens are signed, so that they outlive a restart; they are not bound to a certificate. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { toMs } from '../../../domain/instant.ts';
import { json, parseJson, type Answer, type ApiRequest } from '../http.ts';
import type { PixContext } from './context.ts';

/** POST of the token path. */
export function authorize(context: PixContext, request: ApiRequest): Answer {
  const { profile } = context;
  const refused = profile.refuseTokenRequest(request);
  if (refused !== undefined) return refused;
  if (request.headers.authorization !== `Basic ${basicOf(profile)}`) return profile.wrongClient();
  const asked = profile.readTokenRequest(request);
  if (asked.get('grant_type') !== 'client_credentials')
    return oauthError(400, 'unsupported_grant_type', 'O grant_type informado não é suportado.');
  return giveToken(context, asked.get('scope'));
}

/** Scopes that are asked for and contracted; all contracted ones when none is named. */
function giveToken(context: PixContext, asked: string | null): Answer {
  const { scopes } = context.settings();
  const named = (asked ?? '').split(/[ +]/).filter((name) => name !== '');
  const given = named.length === 0 ? scopes : scopes.filter((name) => named.includes(name));
  if (given.length === 0)
    return oauthError(400, 'invalid_scope', 'Nenhum dos escopos pedidos foi contratado.');
  const scope = given.join(' ');
  return json(200, {
    access_token: sign(context, scope),
    token_type: 'Bearer',
    expires_in: context.profile.tokenSeconds,
    scope,
  });
}

/** Scopes of the request's token; undefined when it is none of ours or too old. */
export function scopesOf(context: PixContext, request: ApiRequest): readonly string[] | undefined {
  const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
  const [body = '', signature = ''] = token.split('.');
  if (scheme.toLowerCase() !== 'bearer' || !isSameText(signature, mac(context, body)))
    return undefined;
  const payload = parseJson(Buffer.from(body, 'base64url'))?.value;
  if (!isPayload(payload) || payload.exp * 1_000 <= toMs(context.now())) return undefined;
  return payload.scope.split(' ');
}

interface Payload {
  readonly exp: number;
  readonly scope: string;
}

const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' &&
  value !== null &&
  'exp' in value &&
  typeof value.exp === 'number' &&
  'scope' in value &&
  typeof value.scope === 'string';

function sign(context: PixContext, scope: string): string {
  const exp = Math.floor(toMs(context.now()) / 1_000) + context.profile.tokenSeconds;
  const payload = { exp, scope, jti: randomBytes(8).toString('hex') };
  const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `${body}.${mac(context, body)}`;
}

const mac = (context: PixContext, text: string): string =>
  createHmac('sha256', keyOf(context)).update(text).digest('base64url');

function keyOf({ ports: { settings }, profile }: PixContext): string {
  const stored = settings.get(profile.id, 'tokenKey');
  if (typeof stored === 'string') return stored;
  const made = randomBytes(32).toString('hex');
  settings.put(profile.id, 'tokenKey', made);
  return made;
}

const basicOf = (client: { readonly clientId: string; readonly clientSecret: string }): string =>
  Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');

function isSameText(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** RFC 6749, the shape D of pix.md 3.5. */
export const oauthError = (status: number, error: string, error_description: string): Answer =>
  json(status, { error, error_description });
