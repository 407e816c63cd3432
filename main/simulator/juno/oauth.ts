/** OAuth2 client credentials (juno.md 3.1). Tokens are signed, so that they outlive a restart. */
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { toMs } from '../../../domain/instant.ts';
import { json, parseJson, type Answer, type ApiRequest } from '../http.ts';
import { JUNO_ID, type JunoContext } from './context.ts';
import { codes, noToken, Refusal, wrongToken } from './errors.ts';

export const CLIENT_ID = 'sandbox';
export const CLIENT_SECRET = 'sandbox';

const USER_NAME = 'financeiro@example.com';

/** POST /oauth/token. What a wrong client is told is a guess: the shape of every other 401. */
export function authorize(context: JunoContext, request: ApiRequest): Answer {
  if (!isSameText(request.headers.authorization ?? '', `Basic ${basic()}`)) throw noToken();
  if (grantTypeOf(request) !== 'client_credentials')
    throw new Refusal(400, [{ message: 'Unsupported grant type', errorCode: codes.invalid }]);
  const { tokenSeconds } = context.settings();
  const jti = randomUUID();
  return json(200, {
    access_token: sign(context, jti),
    token_type: 'bearer',
    // As the real one tells it: a second has passed.
    expires_in: tokenSeconds - 1,
    scope: 'all',
    user_name: USER_NAME,
    jti,
  });
}

/** Refuses a call without a token, with one that is not ours, too old or revoked. */
export function checkToken(context: JunoContext, { headers }: ApiRequest): void {
  const [scheme = '', token = ''] = (headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '') throw noToken();
  const [head = '', body = '', signature = ''] = token.split('.');
  if (!isSameText(signature, mac(context, `${head}.${body}`))) throw wrongToken();
  const payload = parseJson(Buffer.from(body, 'base64url'))?.value;
  const { tokenGeneration } = context.settings();
  if (!isPayload(payload) || payload.generation !== tokenGeneration) throw wrongToken();
  if (payload.exp * 1_000 <= toMs(context.now())) throw wrongToken();
}

interface Payload {
  readonly exp: number;
  readonly generation: number;
}

const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' &&
  value !== null &&
  'exp' in value &&
  typeof value.exp === 'number' &&
  'generation' in value &&
  typeof value.generation === 'number';

function sign(context: JunoContext, jti: string): string {
  const { tokenSeconds, tokenGeneration } = context.settings();
  const exp = Math.floor(toMs(context.now()) / 1_000) + tokenSeconds;
  const head = encoded({ alg: 'HS256', typ: 'JWT' });
  const body = encoded({
    user_name: USER_NAME,
    scope: ['all'],
    exp,
    jti,
    client_id: CLIENT_ID,
    generation: tokenGeneration,
  });
  return `${head}.${body}.${mac(context, `${head}.${body}`)}`;
}

const mac = (context: JunoContext, text: string): string =>
  createHmac('sha256', keyOf(context)).update(text).digest('base64url');

function keyOf({ ports: { settings } }: JunoContext): string {
  const stored = settings.get(JUNO_ID, 'tokenKey');
  if (typeof stored === 'string') return stored;
  const made = randomBytes(32).toString('hex');
  settings.put(JUNO_ID, 'tokenKey', made);
  return made;
}

const basic = (): string => Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');

const encoded = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

function isSameText(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** In the form body or in the query, both of which clients use. */
const grantTypeOf = ({ query, body }: ApiRequest): string | null =>
  query.get('grant_type') ?? new URLSearchParams(body.toString('utf8')).get('grant_type');
