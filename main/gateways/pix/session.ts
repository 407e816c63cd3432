/** Authorised calls of one account: certificate, token and application key on each, one repeat after 401, and every failure an ending of ours. */
import { assertNever } from '../../../domain/assert-never.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Clock } from '../../clock.ts';
import type { CallContext } from '../gateway.ts';
import type { NotSent, Rejected, UnknownEnding } from '../outcomes.ts';
import type { GatewayHttp, HttpCall, HttpEnding } from '../http.ts';
import { problemText } from '../problem-texts.ts';
import { certificateTexts, type Identity } from './certificate.ts';
import { notConnected } from './not-connected.ts';
import type { PixTokens } from './oauth.ts';
import type { BankProfile } from './profiles.ts';
import { endingOf, readError, saysNothing, type ReadError } from './refusals.ts';

export interface CallFailure {
  readonly ok: false;
  readonly outcome: Rejected | UnknownEnding | NotSent;
  readonly status?: number;
  readonly error: ReadError;
}

export type PixAnswer = { readonly ok: true; readonly body: unknown } | CallFailure;

export interface Session {
  readonly clock: Clock;
  readonly profile: BankProfile;
  /** The account's Pix key. */
  readonly pixKey: string;
  /** The secret that goes with the address of callbacks, where the bank takes one; made now if there is none. */
  callbackSecret(context: CallContext): string;
  call(call: HttpCall, context: CallContext): Promise<PixAnswer>;
  missingScopes(): readonly string[];
}

export interface SessionParts {
  readonly clock: Clock;
  readonly profile: BankProfile;
  readonly http: GatewayHttp;
  readonly tokens: PixTokens;
  readonly identity: Identity;
  /** Whether the bank takes no call without a certificate. */
  readonly needsCertificate: boolean;
  readonly pixKey: string;
  readonly appKey: Readonly<Record<string, string>>;
  readonly callbackSecret: Session['callbackSecret'];
}

export function createSession(parts: SessionParts): Session {
  const { clock, profile, http, tokens, pixKey, callbackSecret } = parts;
  const send = async (
    call: HttpCall,
    context: CallContext,
    isRepeat: boolean,
  ): Promise<PixAnswer> => {
    const access = await tokens.get(context);
    if (access.ending !== 'token') return failure(access);
    const ending = await http.send(authorised(call, access.token, parts), context);
    if (ending.kind !== 'answered' || ending.status !== 401) return answerOf(ending);
    tokens.drop(access.token);
    return isRepeat ? answerOf(ending) : send(call, context, true);
  };
  return {
    clock,
    profile,
    pixKey,
    callbackSecret,
    missingScopes: () => tokens.missingScopes(),
    call: (call, context) => {
      const trouble = certificateTrouble(parts, clock.now());
      if (trouble === undefined) return send(call, context, false);
      return Promise.resolve(notReady(trouble));
    },
  };
}

/** A session that can only say what is missing. */
export function createEmptySession(
  parts: Pick<Session, 'clock' | 'profile'>,
  text: string,
): Session {
  return {
    ...parts,
    pixKey: '',
    callbackSecret: () => '',
    missingScopes: () => [],
    call: () => Promise.resolve(notReady(text)),
  };
}

function authorised(call: HttpCall, token: string, { profile, appKey }: SessionParts): HttpCall {
  return {
    ...call,
    template: `${profile.apiPath}${call.template}`,
    query: { ...call.query, ...appKey },
    headers: { ...call.headers, Authorization: `Bearer ${token}` },
  };
}

/** An account stays open for weeks, and its certificate may end meanwhile. */
function certificateTrouble(
  { identity, needsCertificate }: SessionParts,
  now: Instant,
): string | undefined {
  const { certificate } = identity;
  switch (certificate.state) {
    case 'missing':
      return needsCertificate ? certificateTexts.missing : undefined;
    case 'broken':
      return certificateTexts[certificate.problem];
    case 'ready':
      if (now >= certificate.expiresAt) return certificateTexts.expired;
      return now < certificate.startsAt ? certificateTexts['not-yet'] : undefined;
    default:
      return assertNever(certificate);
  }
}

/** Text of a failed question, for the outcomes that only say `unreachable`. */
export function failureText({ outcome }: CallFailure): string {
  return outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text;
}

/** The bank does not know the txid, the Pix, or anything in the window that was asked for. */
export function isNothing({ outcome, status, error }: CallFailure): boolean {
  return outcome.ending === 'rejected' && saysNothing(status, error);
}

/** How an attempt ends whose first question failed: nothing was changed at the bank. */
export function notAsked(failed: CallFailure): NotSent {
  const { outcome } = failed;
  if (outcome.ending === 'not-sent') return outcome;
  if (outcome.ending === 'unknown')
    return { ending: 'not-sent', reason: 'no-network', text: outcome.text };
  return { ending: 'not-sent', reason: 'refused-before-processing', text: failureText(failed) };
}

function answerOf(ending: HttpEnding): PixAnswer {
  if (ending.kind === 'not-sent') return failure(notConnected(ending.problem));
  if (ending.kind === 'unclear')
    return failure(
      { ending: 'unknown', text: problemText(ending.problem) },
      ending.problem.status,
      ending.body,
    );
  if (ending.status < 300) return { ok: true, body: ending.body };
  return failure(endingOf(ending), ending.status, ending.body);
}

function notReady(text: string): CallFailure {
  return failure({ ending: 'not-sent', reason: 'credentials', text });
}

function failure(outcome: CallFailure['outcome'], status?: number, body?: unknown): CallFailure {
  return {
    ok: false,
    outcome,
    ...(status !== undefined && { status }),
    error: readError(body),
  };
}
