/** OAuth2 client credentials of API Cobranças (efi.md 1.2). Tokens are signed, so that they outlive a restart. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { addMs, toMs } from '../../../domain/instant.ts';
import { json, parseJson, type Answer, type ApiRequest } from '../http.ts';
import { EFI_ID, type EfiContext } from './context.ts';

export const CLIENT_ID = 'Client_Id_sandbox';
export const CLIENT_SECRET = 'Client_Secret_sandbox';

const LIFETIME_S = 600;
const REFRESH_LIFETIME_S = 1_200;

/** POST /v1/authorize. The body of a refusal is a guess: the sheet found none. */
export function authorize(context: EfiContext, request: ApiRequest): Answer {
  if (request.headers.authorization !== `Basic ${basic()}`)
    return oauthError('invalid_client', 'Credenciais inválidas ou inativas.');
  if (grantTypeOf(request.body) !== 'client_credentials')
    return oauthError('unsupported_grant_type', 'O grant_type informado não é suportado.');
  const now = context.now();
  return json(200, {
    access_token: sign(context, LIFETIME_S),
    refresh_token: sign(context, REFRESH_LIFETIME_S),
    expires_in: LIFETIME_S,
    expire_at: String(toMs(addMs(now, LIFETIME_S * 1_000))),
    token_type: 'Bearer',
  });
}

/** Whether the request carries an access token that is ours and still lives. */
export function isAuthorized(context: EfiContext, request: ApiRequest): boolean {
  const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
  const [head = '', body = '', signature = ''] = token.split('.');
  if (scheme !== 'Bearer' || !isSameText(signature, mac(context, `${head}.${body}`))) return false;
  const payload = parseJson(Buffer.from(body, 'base64url'))?.value;
  if (typeof payload !== 'object' || payload === null || !('exp' in payload)) return false;
  return typeof payload.exp === 'number' && payload.exp * 1_000 > toMs(context.now());
}

function sign(context: EfiContext, lifetimeS: number): string {
  const iat = Math.floor(toMs(context.now()) / 1_000);
  const head = encoded({ alg: 'HS256', typ: 'JWT' });
  const body = encoded({ iat, exp: iat + lifetimeS, jti: randomBytes(8).toString('hex') });
  return `${head}.${body}.${mac(context, `${head}.${body}`)}`;
}

function mac(context: EfiContext, text: string): string {
  return createHmac('sha256', keyOf(context)).update(text).digest('base64url');
}

function keyOf({ ports: { settings } }: EfiContext): string {
  const stored = settings.get(EFI_ID, 'tokenKey');
  if (typeof stored === 'string') return stored;
  const made = randomBytes(32).toString('hex');
  settings.put(EFI_ID, 'tokenKey', made);
  return made;
}

const basic = (): string => Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');

const encoded = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

function isSameText(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function grantTypeOf(body: Buffer): unknown {
  const value = parseJson(body)?.value;
  return typeof value === 'object' && value !== null && 'grant_type' in value
    ? value.grant_type
    : undefined;
}

const oauthError = (error: string, error_description: string): Answer =>
  json(401, { error, error_description });
