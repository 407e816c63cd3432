/** What the product knows of Juno API 2.0 before an account is opened. */
import { holdTokens } from '../access-tokens.ts';
import type { Gateway, GatewayAccount, GatewayDefinition, GatewayTools } from '../gateway.ts';
import { createHttp } from '../http.ts';
import { baseUrlOf, filledIn, type Hosts } from '../opening.ts';
import { createJuno } from './adapter.ts';
import { checkOffline, MESSAGE_LINES, MINIMUM_CENTS } from './checks.ts';
import { credentialFields, resourcePathOf, SIMULATOR } from './fields.ts';
import { MOST_PARCELS } from './group.ts';
import { authorise, type Credentials } from './oauth.ts';
import { idempotencyKeyOf } from './pix-key.ts';
import { readErrorWords } from './refusals.ts';
import { sampleCallback } from './sample.ts';
import { createSession, type AccountSettings } from './session.ts';
import { clampTerms, MOST_PAYABLE_DAYS } from './terms.ts';

/** Resources and authorization live on one host (juno 3.1). */
const HOSTS: Hosts = {
  production: 'https://api.juno.com.br',
  homologation: 'https://sandbox.boletobancario.com',
};

/** The token lives an hour at least (juno 3.1). */
const RENEW_EARLY_MS = 30_000;

/** What can travel in a header. */
const PRINTABLE = /^[\x21-\x7e]+$/;

export const junoDefinition: GatewayDefinition = {
  id: 'juno',
  label: 'Juno (API 2.0, histórico)',
  instruments: ['boleto', 'bolix'],
  environments: ['production', 'homologation', 'simulator'],
  credentialFields,
  resolution: 'list-window',
  limits: {
    minimumCents: MINIMUM_CENTS,
    maximumGroupParcels: MOST_PARCELS,
    hasFixedGroupDates: true,
    payableDays: { minimum: 0, maximum: MOST_PAYABLE_DAYS },
    messageLines: MESSAGE_LINES,
  },
  // A kind of event goes to one active address of the digital account (juno 3.4).
  hasOneCallbackUrl: true,
  callbackUrlWay: 'account',
  checkOffline,
  clampTerms: (terms) => clampTerms(terms),
  open,
  sampleCallback: (source, account) => sampleCallback(source, filledIn(account, 'webhook-secret')),
};

/**
 * One instance per account, kept open: it holds the access token.
 * @throws Failure `invalid-input` without an address, or for one that would carry the credentials unencrypted
 */
function open(account: GatewayAccount, { clock, timeoutMs }: GatewayTools): Gateway {
  const http = createHttp({
    gateway: 'juno',
    baseUrl: baseUrlOf(account, HOSTS),
    clock,
    ...(timeoutMs !== undefined && { timeoutMs }),
    readErrorWords,
  });
  const credentials = credentialsOf(account);
  const session = createSession({
    http,
    tokens: holdTokens({
      clock,
      renewEarlyMs: RENEW_EARLY_MS,
      ask: (context) => authorise(http, credentials, context),
    }),
    clock,
    settings: settingsOf(account, credentials?.resourceToken),
    resourcePath: resourcePathOf(account.environment, filledIn(account, 'resource-path')),
    resourceToken: credentials?.resourceToken,
  });
  return createJuno(session);
}

/** Undefined unless all three are there; one with a blank or a line break inside is as good as none. */
function credentialsOf(account: GatewayAccount): Credentials | undefined {
  const isSimulator = account.environment === 'simulator';
  const clientId = filledIn(account, 'client-id') ?? (isSimulator ? SIMULATOR.clientId : '');
  const clientSecret =
    filledIn(account, 'client-secret') ?? (isSimulator ? SIMULATOR.clientSecret : '');
  const resourceToken =
    filledIn(account, 'resource-token') ?? (isSimulator ? SIMULATOR.resourceToken : '');
  const isWhole = [clientId, clientSecret, resourceToken].every((one) => PRINTABLE.test(one));
  return isWhole ? { clientId, clientSecret, resourceToken } : undefined;
}

/** What Baixa may keep while the account is open is read when it is needed. */
function settingsOf(account: GatewayAccount, resourceToken = ''): AccountSettings {
  const { environment } = account;
  return {
    pixKey: () => filledIn(account, 'pix-key'),
    pixKeyName: `${environment}-pix-key`,
    idempotencyKey: idempotencyKeyOf(resourceToken),
    replacesCallbackUrl: filledIn(account, 'takes-callbacks') === 'sim',
    needsHttps: environment !== 'simulator',
    callbackSecretName: `${environment}-webhook-secret`,
    callbackSecret: () => filledIn(account, 'webhook-secret'),
  };
}
