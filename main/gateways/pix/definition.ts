/** What the product knows of Pix before an account is opened: one adapter, one profile for each bank. */
import type {
  CallbackToCheck,
  CallContext,
  Gateway,
  GatewayAccount,
  GatewayDefinition,
  GatewayTools,
} from '../gateway.ts';
import { createHttp, type GatewayHttp } from '../http.ts';
import { baseUrlOf, filledIn, type Hosts } from '../opening.ts';
import { isSameSecret } from '../same-secret.ts';
import { createPix } from './adapter.ts';
import { readIdentity, type Identity } from './certificate.ts';
import { checkOffline, MESSAGE_LINES, MINIMUM_CENTS } from './checks.ts';
import {
  ALL_SCOPES,
  APP_KEY_NAMES,
  credentialFields,
  fieldName,
  newCallbackSecret,
} from './fields.ts';
import { createTokens, type Credentials } from './oauth.ts';
import { profileOf, profiles, type BankProfile } from './profiles.ts';
import { readErrorWords } from './refusals.ts';
import { sampleCallback } from './sample.ts';
import { createEmptySession, createSession, type Session } from './session.ts';
import { staticCode } from './static-code.ts';
import { clampTerms, MOST_PAYABLE_DAYS } from './terms.ts';
import { SECRET_PARAMETER } from './webhooks.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const pixDefinition: GatewayDefinition = {
  id: 'pix',
  label: 'Pix',
  instruments: ['pix'],
  environments: ['production', 'homologation', 'simulator'],
  profiles: profiles.map(({ id, label }) => ({ id, label })),
  credentialFields,
  resolution: 'repeat-same-request',
  limits: {
    minimumCents: MINIMUM_CENTS,
    maximumGroupParcels: 0,
    payableDays: { minimum: 0, maximum: MOST_PAYABLE_DAYS },
    messageLines: MESSAGE_LINES,
  },
  // What settles: every five minutes, and the last weeks four times a day.
  polling: { everyMs: 5 * MINUTE_MS, sweepEveryMs: 6 * HOUR_MS },
  callbackUrlWay: 'account',
  checkOffline,
  clampTerms: (terms) => clampTerms(terms),
  open,
  checkCallback,
  staticPix: (order, account) => {
    const pixKey = pixKeyOf(account, profileOf(account.profile));
    return pixKey === undefined ? undefined : staticCode(order, pixKey);
  },
  sampleCallback: (source, account) => sampleCallback(source, sharedQuery(account)),
};

/**
 * One instance per account, kept open: it holds the access token. What is wrong with certificate or fields is said by
 * each call.
 * @throws Failure `invalid-input` without an address, or for one that would carry the credentials unencrypted
 */
function open(account: GatewayAccount, tools: GatewayTools): Gateway {
  const profile = profileOf(account.profile);
  const identity = identityOf(account, profile);
  const http = httpOf(account, { profile, identity, tools });
  const login = loginOf(account, profile);
  return createPix(
    typeof login === 'string'
      ? createEmptySession({ clock: tools.clock, profile }, login)
      : sessionOf(account, { profile, identity, tools, http, login }),
  );
}

interface OpeningParts {
  readonly profile: BankProfile;
  readonly identity: Identity;
  readonly tools: GatewayTools;
}

interface Connections {
  readonly api: GatewayHttp;
  readonly token: GatewayHttp;
}

interface SessionPlan extends OpeningParts {
  readonly http: Connections;
  readonly login: Login;
}

function sessionOf(account: GatewayAccount, plan: SessionPlan): Session {
  const { profile, identity, tools, http, login } = plan;
  const { clock } = tools;
  const scopes = read(account, profile, 'scopes') ?? ALL_SCOPES;
  const { credentials, pixKey, appKey } = login;
  return createSession({
    clock,
    profile,
    http: http.api,
    tokens: createTokens({ http: http.token, clock, credentials, body: profile.tokenBody, scopes }),
    identity,
    needsCertificate: needsCertificate(account, profile),
    pixKey,
    appKey,
    callbackSecret: (context) => callbackSecretOf(account, profile, context),
  });
}

/** Another address than the usual one may take calls without it. */
function needsCertificate(account: GatewayAccount, profile: BankProfile): boolean {
  const { environment } = account;
  const isElsewhere =
    account.baseUrl !== undefined || read(account, profile, 'api-host') !== undefined;
  return environment !== 'simulator' && !isElsewhere && profile.certificateIn.has(environment);
}

function httpOf(account: GatewayAccount, { profile, identity, tools }: OpeningParts): Connections {
  const { clock, timeoutMs } = tools;
  const connect = (field: string, hosts: Hosts): GatewayHttp => {
    const baseUrl = account.baseUrl ?? read(account, profile, field);
    return createHttp({
      gateway: 'pix',
      baseUrl: baseUrlOf({ ...account, ...(baseUrl !== undefined && { baseUrl }) }, hosts),
      clock,
      ...(timeoutMs !== undefined && { timeoutMs }),
      readErrorWords,
      tls: identity.tls,
    });
  };
  return {
    api: connect('api-host', profile.apiHosts),
    token: connect('token-host', profile.tokenHosts),
  };
}

interface Login {
  readonly credentials: Credentials;
  readonly pixKey: string;
  /** As it goes into the query; empty where the bank has none. */
  readonly appKey: Readonly<Record<string, string>>;
}

/** The text of what is missing, where something is. */
function loginOf(account: GatewayAccount, profile: BankProfile): Login | string {
  const practice = account.environment === 'simulator' ? profile.simulated : undefined;
  const clientId = read(account, profile, 'client-id') ?? practice?.clientId;
  const clientSecret = read(account, profile, 'client-secret') ?? practice?.clientSecret;
  const pixKey = pixKeyOf(account, profile);
  const appKey = profile.hasAppKey
    ? (read(account, profile, 'app-key') ?? practice?.appKey)
    : undefined;
  if (clientId === undefined || clientSecret === undefined)
    return 'Client ID e Client Secret não foram preenchidos.';
  if (pixKey === undefined) return 'A chave Pix da conta não foi preenchida.';
  if (profile.hasAppKey && appKey === undefined)
    return 'A chave da aplicação (developer_application_key) não foi preenchida.';
  const name = read(account, profile, 'app-key-name') ?? APP_KEY_NAMES[0];
  return {
    credentials: { clientId, clientSecret },
    pixKey,
    appKey: appKey === undefined ? {} : { [name]: appKey },
  };
}

function pixKeyOf(account: GatewayAccount, profile: BankProfile): string | undefined {
  const practice = account.environment === 'simulator' ? profile.simulated : undefined;
  return read(account, profile, 'pix-key') ?? practice?.pixKey;
}

function identityOf(account: GatewayAccount, profile: BankProfile): Identity {
  return readIdentity({
    certificate: read(account, profile, 'certificate'),
    privateKey: read(account, profile, 'private-key'),
    password: read(account, profile, 'certificate-password'),
    extraCa: read(account, profile, 'extra-ca'),
  });
}

function read(account: GatewayAccount, profile: BankProfile, name: string): string | undefined {
  return filledIn(account, fieldName(profile, name));
}

function callbackSecretOf(
  account: GatewayAccount,
  profile: BankProfile,
  context: CallContext,
): string {
  const known = read(account, profile, 'callback-secret');
  if (known !== undefined) return known;
  const made = newCallbackSecret();
  context.keepCredential?.(`${account.environment}-${fieldName(profile, 'callback-secret')}`, made);
  return made;
}

function checkCallback(request: CallbackToCheck, account: GatewayAccount): 'ok' | 'wrong' | 'none' {
  const secret = sharedSecret(account);
  if (secret === undefined) return 'none';
  const query = request.path.split('?').slice(1).join('?');
  const sent = new URLSearchParams(query).get(SECRET_PARAMETER) ?? '';
  return isSameSecret(sent, secret) ? 'ok' : 'wrong';
}

function sharedSecret(account: GatewayAccount): string | undefined {
  const profile = profileOf(account.profile);
  const secret = read(account, profile, 'callback-secret');
  return profile.webhook === 'secret-in-query' ? secret : undefined;
}

/** What the bank adds to our address, with the secret that was registered with it. */
function sharedQuery(account: GatewayAccount): Readonly<Record<string, string>> | undefined {
  const secret = sharedSecret(account);
  return secret === undefined ? undefined : { [SECRET_PARAMETER]: secret };
}
