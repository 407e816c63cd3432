/** Opens each account's gateway once, with its secrets from the vault and its calls written to the log of attempts. */
import type { GatewayId } from '../../domain/account.ts';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../clock.ts';
import type { StaticPixOrder } from '../gateways/charge.ts';
import type {
  AttemptRecord,
  CallbackToCheck,
  CallContext,
  Gateway,
  GatewayAccount,
  GatewayDefinition,
  SampleCallback,
  SampleSource,
} from '../gateways/gateway.ts';
import type { Account } from '../store/accounts.ts';
import type { Books } from '../store/books.ts';

export type AttemptOrigin = 'app' | 'routine' | 'operator';

export interface OpenGateways {
  definitionOf(gateway: GatewayId): GatewayDefinition;
  all(): readonly GatewayDefinition[];
  /** The gateway of an account, opened once. */
  of(account: Account): Gateway;
  /** A call context that stores every attempt under the account, and the gateway's own id of the payer. */
  context(account: Account, about: CallSubject): CallContext;
  /** Checks the shared secret of a callback, where the gateway sends one; `none` too while the secrets are locked. */
  checkCallback(account: Account, request: CallbackToCheck): 'ok' | 'wrong' | 'none';
  /** A callback as the account's gateway would post it; undefined for a gateway that posts none. Throws Failure while the secrets are locked. */
  sampleCallback(account: Account, source: SampleSource): SampleCallback | undefined;
  /** How the payee is printed on this account's boletos; empty where it is the company. */
  payeeLines(account: Account): readonly string[];
  /** A static Pix code of this account; undefined where it has none, or no key, and while the secrets are locked. */
  staticPix(account: Account, order: StaticPixOrder): string | undefined;
  /** After its secrets or its environment changed. */
  forget(accountId: number): void;
}

/** What a call is about, as far as it is known. */
export interface CallSubject {
  readonly chargeId?: number;
  readonly clientId?: number;
  readonly origin: AttemptOrigin;
}

export interface OpenGatewaysOptions {
  readonly books: Books;
  readonly clock: Clock;
  readonly definitions: ReadonlyMap<GatewayId, GatewayDefinition>;
  readonly credential: (accountId: number, name: string) => string | undefined;
  /** Keeps a credential that the gateway made for the account. */
  readonly keepCredential: (accountId: number, name: string, value: string) => void;
  /** Base address of a simulated gateway by its id there; undefined while the simulator is not running. */
  readonly simulatorUrl: (simulatorId: string) => string | undefined;
  readonly timeoutMs?: number;
}

export function createOpenGateways(options: OpenGatewaysOptions): OpenGateways {
  const { books, clock, definitions } = options;
  const opened = new Map<number, Gateway>();

  function definitionOf(gateway: GatewayId): GatewayDefinition {
    const definition = definitions.get(gateway);
    if (definition === undefined) throw new Failure('not-found', `No gateway ${gateway}`);
    return definition;
  }

  function open(account: Account): Gateway {
    const baseUrl =
      account.environment === 'simulator'
        ? options.simulatorUrl(simulatorIdOf(account))
        : undefined;
    if (account.environment === 'simulator' && baseUrl === undefined) {
      throw new Failure('gateway-unavailable', 'The simulator is not running');
    }
    return definitionOf(account.gateway).open(
      {
        ...openedAs(account, options.credential),
        ...(baseUrl === undefined ? {} : { baseUrl }),
      },
      { clock, ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }) },
    );
  }

  return {
    definitionOf,
    all: () => [...definitions.values()],

    of(account) {
      const known = opened.get(account.id);
      if (known !== undefined) return known;
      const gateway = open(account);
      opened.set(account.id, gateway);
      return gateway;
    },

    context: (account, about) => ({
      record: (attempt) => storeAttempt(books, attempt, { accountId: account.id, ...about }),
      keepCredential: (name, value) => options.keepCredential(account.id, name, value),
      ...customerKeeper(books, account, about),
    }),

    checkCallback: (account, request) => checkSecret(options, account, request),

    sampleCallback: (account, source) =>
      definitionOf(account.gateway).sampleCallback?.(source, openedAs(account, options.credential)),

    payeeLines: (account) =>
      unlessLocked<readonly string[]>([], () =>
        definitionOf(account.gateway).payeeLines?.(openedAs(account, options.credential)),
      ),

    staticPix: (account, order) =>
      unlessLocked<string | undefined>(undefined, () =>
        definitionOf(account.gateway).staticPix?.(order, openedAs(account, options.credential)),
      ),

    forget: (accountId) => void opened.delete(accountId),
  };
}

/** What the simulator calls the gateway of an account: each profile is a gateway of its own there. */
export function simulatorIdOf({ gateway, profile }: Pick<Account, 'gateway' | 'profile'>): string {
  return profile === null ? gateway : `${gateway}-${profile}`;
}

function openedAs(account: Account, credential: OpenGatewaysOptions['credential']): GatewayAccount {
  return {
    environment: account.environment,
    credential: (name) => credential(account.id, name),
    ...(account.profile === null ? {} : { profile: account.profile }),
  };
}

/** A callback is stored whatever the check says: no settlement rests on it. */
function checkSecret(
  { definitions, credential }: OpenGatewaysOptions,
  account: Account,
  request: CallbackToCheck,
): 'ok' | 'wrong' | 'none' {
  const definition = definitions.get(account.gateway);
  return unlessLocked('none', () =>
    definition?.checkCallback?.(request, openedAs(account, credential)),
  );
}

/** What an account says of itself, or `otherwise` while its secrets cannot be read. */
function unlessLocked<T>(otherwise: T, ask: () => T | undefined): T {
  try {
    return ask() ?? otherwise;
  } catch (error) {
    if (error instanceof Failure) return otherwise;
    throw error;
  }
}

function customerKeeper(
  books: Books,
  account: Account,
  { clientId }: CallSubject,
): Pick<CallContext, 'customerCreated'> {
  if (clientId === undefined) return {};
  return {
    customerCreated: (customerId) => books.gatewayClients.put(clientId, account.id, customerId),
  };
}

function storeAttempt(
  books: Books,
  attempt: AttemptRecord,
  about: { readonly accountId: number; readonly chargeId?: number; readonly origin: AttemptOrigin },
): void {
  books.attempts.insert({
    accountId: about.accountId,
    chargeId: about.chargeId ?? null,
    origin: about.origin,
    operation: attempt.operation,
    at: attempt.at,
    durationMs: Math.round(attempt.durationMs),
    httpStatus: attempt.httpStatus ?? null,
    statusCode: attempt.statusCode ?? null,
    statusError: attempt.statusError ?? null,
    description: attempt.description ?? null,
    request: attempt.request ?? null,
    response: attempt.response ?? null,
  });
}
