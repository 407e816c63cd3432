/** Callbacks as the screens show them. What came from outside is shown as text, with every odd character visible. */
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { aliasPathOf, isExpectedSource } from '../../domain/listener-settings.ts';
import { cents } from '../../domain/money.ts';
import { readListener } from '../services/desk/listener-settings.ts';
import type { Tools } from '../services/tools.ts';
import type { Inbox, InboxState, InboxSummary } from './inbox/inbox.ts';

export interface CallbackQuery {
  readonly filter: {
    readonly accountId?: number | undefined;
    readonly state?: InboxState | undefined;
    readonly from?: Instant | undefined;
    readonly to?: Instant | undefined;
  };
  readonly after?: string | undefined;
  readonly limit: number;
}

export async function listCallbacks(tools: Tools, inbox: Inbox, query: CallbackQuery) {
  const { accountId, state, from, to } = query.filter;
  const summaries = await inbox.list({
    limit: query.limit,
    ...(accountId === undefined ? {} : { accountId }),
    ...(state === undefined ? {} : { state }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(query.after === undefined ? {} : { before: Number(query.after) }),
  });
  const rows = toRows(tools, summaries);
  const last = summaries.length === query.limit ? summaries.at(-1) : undefined;
  return last === undefined ? { rows } : { rows, next: String(last.id) };
}

export async function viewCallback(tools: Tools, inbox: Inbox, id: number) {
  const row = await inbox.byId(id);
  if (row === undefined) throw new Failure('not-found', `No callback ${id}`);
  const [summary] = toRows(tools, [row]);
  if (summary === undefined) throw new Failure('not-found', `No callback ${id}`);
  return {
    ...summary,
    path: visible(row.path),
    sourceIp: row.sourceIp,
    isExpectedSource: expectedSource(tools, row),
    auth: aliasPathOf(row.path) === undefined ? row.auth : ('no-secret' as const),
    hash: row.hash,
    headers: Object.entries(row.headers).map(([name, value]) => ({
      name: visible(name),
      value: visible(value),
    })),
    bodySize: row.bodyBytes,
    ...bodyOf(row.body),
    parsed: parsedOf(row.result),
  };
}

/** By the ranges of now. */
function expectedSource(
  tools: Tools,
  { accountId, sourceIp }: Pick<InboxSummary, 'accountId' | 'sourceIp'>,
): boolean | null {
  const gateway = tools.books.accounts.byId(accountId)?.gateway;
  const rule = readListener(tools).sources.find((one) => one.gateway === gateway);
  return isExpectedSource(rule, sourceIp);
}

function toRows(tools: Tools, summaries: readonly InboxSummary[]) {
  const effects = tools.books.events.effectsOf(summaries.map(({ id }) => id));
  const accounts = new Map(tools.books.accounts.all().map((account) => [account.id, account]));
  return summaries.map((row) => {
    const account = accounts.get(row.accountId);
    return {
      id: row.id,
      receivedAt: row.receivedAt,
      accountId: row.accountId,
      accountLabel: account?.label ?? '',
      environment: account?.environment ?? ('production' as const),
      method: visible(row.method),
      state: row.state,
      answered: row.answered,
      answeredUs: row.answeredUs,
      tries: row.tries,
      nextTryAt: row.nextTryAt,
      failure: row.failure,
      replayOf: row.replayOf,
      isTest: row.isTest,
      effects: effects
        .filter(({ inboxId }) => inboxId === row.id)
        .map((effect) => ({
          kind: effect.kind,
          state: effect.state,
          tituloId: effect.tituloId,
          tituloNumber: effect.tituloNumber,
          clientName: effect.clientName,
          happenedOn: effect.happenedOn,
          rawStatus: visible(effect.rawStatus),
          amountCents: effect.amountCents === null ? null : cents(effect.amountCents),
        })),
    };
  });
}

/** Bytes of a body that are shown. */
const MOST_SHOWN_BYTES = 64 * 1024;
const MOST_HEX_BYTES = 2 * 1024;

function bodyOf(body: Uint8Array | null) {
  if (body === null) return { bodyText: null, bodyHex: null };
  const shown = body.subarray(0, MOST_SHOWN_BYTES);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(shown);
    return { bodyText: visible(text), bodyHex: null };
  } catch {
    // Not UTF-8: the bytes themselves say more than any guess at their encoding.
    const hex = Buffer.from(body.subarray(0, MOST_HEX_BYTES)).toString('hex');
    return { bodyText: null, bodyHex: hex.replace(/(..)/g, '$1 ').trim() };
  }
}

/**
 * Makes control characters, marks of direction and lone surrogates visible as escapes;
 * line breaks and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, (character) =>
    character === '\n' || character === '\t' || character === '\r'
      ? character.replace('\r', '')
      : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function parsedOf(result: string | null): { readonly name: string; readonly value: string }[] {
  if (result === null) return [];
  const { parsed } = JSON.parse(result) as { parsed?: Readonly<Record<string, string>> };
  return Object.entries(parsed ?? {}).map(([name, value]) => ({
    name: visible(name),
    value: visible(value),
  }));
}
