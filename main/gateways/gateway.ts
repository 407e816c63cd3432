/** The port: what Baixa asks of any gateway, in our words. Adapters live in one folder each beside this file. */
import type { Environment, GatewayId, Instrument } from '../../domain/account.ts';
import type { CallbackRetries } from '../../domain/callback-deadline.ts';
import type { ChargeTerms } from '../../domain/charge-terms.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Cents } from '../../domain/money.ts';
import type { ClampNote, Problem } from '../../domain/problem.ts';
import type { Clock } from '../clock.ts';
import type {
  CallbackUrlChange,
  ChargeAtGateway,
  ChargeToIssue,
  DueDateChange,
  EmailResend,
  GroupToIssue,
  RefundToAsk,
  StaticPixOrder,
  UnknownCharge,
  UnknownGroup,
} from './charge.ts';
import type { CallbackReading, CallbackToRead, ChangePage, ChangeWindow } from './events.ts';
import type {
  ActionOutcome,
  FetchOutcome,
  GroupOutcome,
  GroupResolveOutcome,
  IssueOutcome,
  RefundOutcome,
  ResolveOutcome,
} from './outcomes.ts';

/**
 * One account at one gateway. Required methods every gateway can do; an absent optional method
 * is a missing capability. No method throws for what a gateway answers: the ending says it.
 */
export interface Gateway {
  /** Proves the credentials with the cheapest authorised call. */
  testCredentials(call: CallContext): Promise<ActionOutcome>;
  issue(charge: ChargeToIssue, call: IssueContext): Promise<IssueOutcome>;
  /** One carnê in one call; see `canIssueGroups` of the definition. */
  issueGroup(group: GroupToIssue, call: CallContext): Promise<GroupOutcome>;
  /** Finds out what became of a charge whose call had no clear ending; never issues. */
  resolve(charge: UnknownCharge, call: CallContext): Promise<ResolveOutcome>;
  resolveGroup(group: UnknownGroup, call: CallContext): Promise<GroupResolveOutcome>;
  fetchCharge(charge: ChargeAtGateway, call: CallContext): Promise<FetchOutcome>;
  cancel(charge: ChargeAtGateway, call: CallContext): Promise<ActionOutcome>;
  /** Everything that changed in the window, page by page; `after` is the `next` of the page before. */
  listChanges(window: ChangeWindow, call: CallContext): Promise<ChangePage>;
  /**
   * What a callback says it is about, read without asking: `readCallback` of it gives events whose keys begin
   * with this and a colon. Absent where a callback tells nothing that could be known before.
   */
  topicOf?(callback: CallbackToRead): string | undefined;
  /** Reads a stored callback and asks the gateway what really happened. */
  readCallback(callback: CallbackToRead, call: CallContext): Promise<CallbackReading>;

  changeDueDate?(change: DueDateChange, call: CallContext): Promise<ActionOutcome>;
  markSettled?(charge: ChargeAtGateway, call: CallContext): Promise<ActionOutcome>;
  /** Takes back `markSettled`: the charge can be paid again. */
  undoMark?(charge: ChargeAtGateway, call: CallContext): Promise<ActionOutcome>;
  /** Asks the gateway to give money back; the gateway tells when it is done. */
  refund?(refund: RefundToAsk, call: CallContext): Promise<RefundOutcome>;
  resendEmail?(resend: EmailResend, call: CallContext): Promise<ActionOutcome>;
  setCallbackUrl?(change: CallbackUrlChange, call: CallContext): Promise<ActionOutcome>;
  /** For gateways that call one address per account: makes it this one and switches it on. */
  registerCallbackUrl?(url: string, call: CallContext): Promise<ActionOutcome>;
  /** How the gateway itself holds that address; `registerCallbackUrl` also wakes callbacks that it has paused. */
  callbackHealth?(url: string, call: CallContext): Promise<CallbackHealth>;
}

/** What the product knows of a gateway before any account of it is opened. */
export interface GatewayDefinition {
  readonly id: GatewayId;
  /** As its users call it, for example `Efí (Gerencianet)`. */
  readonly label: string;
  readonly instruments: readonly Instrument[];
  readonly environments: readonly Environment[];
  /** Dialects of one API, such as the banks of Pix; absent where there is one alone. */
  readonly profiles?: readonly GatewayProfile[];
  readonly credentialFields: readonly CredentialField[];
  readonly resolution: 'by-reference' | 'list-window' | 'repeat-same-request' | 'next-retorno';
  readonly limits: GatewayLimits;
  /** How often the gateway is asked for what no callback told; four times an hour and once a day unless given. */
  readonly polling?: PollingPlan;
  /** The problems that the gateway would refuse the charge for; empty when it can be sent. */
  checkOffline(charge: ChargeToIssue, today: CivilDate): readonly Problem[];
  /**
   * The terms as the gateway can apply them, and a note for each that had to be changed;
   * some gateways apply none to small amounts.
   */
  clampTerms(terms: ChargeTerms, amountCents?: Cents): ClampedTerms;
  open(account: GatewayAccount, tools: GatewayTools): Gateway;
  /**
   * Checks a shared secret that the gateway sends with each callback, before the callback is stored; `none`
   * when the account has no such secret. Absent for gateways without one.
   */
  checkCallback?(request: CallbackToCheck, account: GatewayAccount): 'ok' | 'wrong' | 'none';
  /**
   * A callback as the gateway would post it to this account, for a test of the way in; shared secrets and signatures
   * as the gateway sends them. What no source names is made up, and `isKnown` says so.
   */
  sampleCallback?(source: SampleSource, account: GatewayAccount): SampleCallback;
  /** Puts what was typed or pasted, by name of credential, into the shape in which it is kept. */
  tidyCredentials?(typed: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** How the payee is printed on its boletos, where that is another name than the company's (cedente, M4). */
  payeeLines?(account: GatewayAccount): readonly string[];
  /**
   * The text of a static Pix code for a charge that the bank does not have yet; undefined while the account has no key.
   * Absent where there are no such codes.
   */
  staticPix?(order: StaticPixOrder, account: GatewayAccount): string | undefined;
  /** How a changed callback address is told; absent where nobody but the operator can, in the gateway's panel. */
  readonly callbackUrlWay?: CallbackUrlWay;
  /** How long a callback is tried; absent where the manual names no time, or nothing hangs on callbacks. */
  readonly callbackRetries?: CallbackRetries;
  /** Callbacks go to one address a login, whichever system issued the charge (M58). */
  readonly hasOneCallbackUrl?: boolean;
  /** The gateway cannot list: `listChanges` is always empty, and what changed is asked for charge by charge. */
  readonly hasNoList?: boolean;
}

/** What a check of shared secrets may look at. Lives only as long as the check. */
export interface CallbackToCheck {
  /** Path and query as they came. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What an account has, as far as it has it, for a sample of its callbacks. */
export interface SampleSource {
  /** A charge that the gateway knows. */
  readonly charge?: ChargeAtGateway;
  /** The last callback that was read, with its secrets masked. */
  readonly earlier?: CallbackToRead;
}

export interface SampleCallback {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the gateway adds to the query of our address. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the gateway can be asked about what the body names. */
  readonly isKnown: boolean;
}

export interface GatewayLimits {
  readonly minimumCents: Cents;
  /** Parcels of one carnê sent in one call; 0 when the gateway has no carnê. */
  readonly maximumGroupParcels: number;
  /** Parcels of a carnê fall monthly on the day of the first one, and cannot be moved afterwards. */
  readonly hasFixedGroupDates?: boolean;
  readonly payableDays: { readonly minimum: number; readonly maximum: number };
  readonly messageLines: { readonly count: number; readonly length: number };
  /** Single charges that one payer may get on one day, in one month; absent when the gateway sets no limit. */
  readonly perPayerAndDay?: number;
  readonly perPayerAndMonth?: number;
}

/** Cadence of polling (decisions: capability data of the gateway). */
export interface PollingPlan {
  /** Between two looks at what happened lately. */
  readonly everyMs: number;
  /** Between two looks at the last weeks. */
  readonly sweepEveryMs: number;
  /** Requests that the gateway takes in a time; a fifth of them is kept for callbacks and operators. */
  readonly quota?: { readonly requests: number; readonly perMs: number };
}

/** In each live charge (`setCallbackUrl`), or once in the account (`registerCallbackUrl`). */
export type CallbackUrlWay = 'charges' | 'account';

export interface GatewayProfile {
  readonly id: string;
  readonly label: string;
}

export interface CredentialField {
  /** Name of the secret, for example `production-client-secret`. */
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly environment: Environment;
  readonly isRequired: boolean;
  /** The only profile that asks for it; every one unless given. */
  readonly profile?: string;
  /** How the form asks for it: `secret` (masked) unless given; a certificate is a file, kept as base64. */
  readonly kind?: 'secret' | 'text' | 'certificate' | 'choice';
  /** Of a `choice`: what can be chosen. The first holds while nothing is. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /**
   * Of a token for tests on a production account (M17): while it is filled in, new charges go to a twin account in
   * homologação, which has it under this name.
   */
  readonly twinCredential?: string;
  /** Shape that the gateway's own values have; another shape is warned of, never refused. */
  readonly usualShape?: RegExp;
}

export interface GatewayAccount {
  readonly environment: Environment;
  readonly profile?: string;
  /** Base address for the simulator, or an address of the operator's own; else the adapter knows its hosts. */
  readonly baseUrl?: string;
  /** Value of a credential by its name; undefined when it was never filled in. */
  credential(name: string): string | undefined;
}

export interface GatewayTools {
  readonly clock: Clock;
  /** Milliseconds until a call without an answer is given up; 30 s unless told otherwise. */
  readonly timeoutMs?: number;
}

/** One use of the port: whom to tell of each HTTP call, and when to stop. */
export interface CallContext {
  readonly signal?: AbortSignal;
  /** Told of every call and its answer, with secrets masked already. */
  record(attempt: AttemptRecord): void;
  /** For gateways that keep payers of their own: the id must be stored when this returns. */
  customerCreated?(customerId: string): void;
  /** A secret that the gateway made for this account, such as the key of its signatures: a credential by its name. */
  keepCredential?(name: string, value: string): void;
}

export interface IssueContext extends CallContext {
  /** Called before the next request leaves: the gateway's id must be stored when this returns. */
  created(gatewayId: string): void;
}

/** One HTTP call to a gateway, for the log of the account. Holds no secret. */
export interface AttemptRecord {
  readonly operation: string;
  readonly at: Instant;
  readonly durationMs: number;
  readonly httpStatus?: number;
  /** The gateway's own error code and name, where its answer has them. */
  readonly statusCode?: string;
  readonly statusError?: string;
  readonly description?: string;
  readonly request?: string;
  readonly response?: string;
}

export type CallbackHealth =
  | { readonly health: 'running' | 'paused' | 'not-registered' }
  /** The gateway could not be asked now, or answered with something else. */
  | { readonly health: 'unreachable'; readonly text: string };

export interface ClampedTerms {
  readonly terms: ChargeTerms;
  readonly notes: readonly ClampNote[];
}
