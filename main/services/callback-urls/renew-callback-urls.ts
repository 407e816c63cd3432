/** After the public address changed: every gateway is told the new one, in the way that it takes. */
import { Failure } from '../../../domain/failure.ts';
import type { CallbackUrlWay } from '../../gateways/gateway.ts';
import type { Account } from '../../store/accounts.ts';
import { nextTurn, type Tools } from '../tools.ts';

export interface CallbackUrlTools extends Tools {
  readonly callbackUrlOf: (account: Account) => string | undefined;
}

/** How a gateway is told where to call; by hand where it has no call for it: the operator pastes it into its panel. */
export type UrlWay = CallbackUrlWay | 'by-hand';

export interface UrlProgress {
  readonly accountId: number;
  readonly label: string;
  readonly way: UrlWay;
  readonly url: string | null;
  /** Live charges, or the account itself, that call the address of now; and how many there are. */
  readonly done: number;
  readonly total: number;
}

/** Charges queued before the event loop is let go. */
const AT_ONCE = 100;

/** Queues what can be rewritten. Rows that wait already are left as they are: they take the address of their day. */
export async function renewCallbackUrls(tools: CallbackUrlTools): Promise<void> {
  for (const account of realAccounts(tools)) {
    const url = tools.callbackUrlOf(account);
    if (url === undefined) continue;
    const way = wayOf(tools, account);
    if (way === 'charges') await queueCharges(tools, account, url);
    if (way === 'account' && isStale(account, url)) await registerAgain(tools, account, url);
  }
}

/** What was told so far, for the screen. */
export function viewCallbackUrls(tools: CallbackUrlTools): readonly UrlProgress[] {
  return realAccounts(tools).map((account) => {
    const url = tools.callbackUrlOf(account) ?? null;
    const way = wayOf(tools, account);
    return {
      accountId: account.id,
      label: account.label,
      way,
      url,
      ...countOf(tools, account, url),
    };
  });
}

/** The simulator is called on loopback, whatever the world sees. */
function realAccounts({ books }: Tools): readonly Account[] {
  return books.accounts.all().filter(({ environment }) => environment !== 'simulator');
}

function wayOf(tools: Tools, account: Account): UrlWay {
  return tools.gateways.definitionOf(account.gateway).callbackUrlWay ?? 'by-hand';
}

function countOf(tools: Tools, account: Account, url: string | null) {
  const { charges } = tools.books;
  if (url === null) return { done: 0, total: charges.countLive(account.id) };
  if (wayOf(tools, account) === 'account')
    return { done: account.registeredUrl === url ? 1 : 0, total: 1 };
  return {
    done: charges.countWithUrl(account.id, url),
    total: charges.countLive(account.id),
  };
}

async function queueCharges(tools: Tools, account: Account, url: string): Promise<void> {
  const { charges } = tools.books;
  let afterId = 0;
  for (;;) {
    const ids = charges.registeredElsewhere({
      accountId: account.id,
      url,
      afterId,
      limit: AT_ONCE,
    });
    const last = ids.at(-1);
    if (last === undefined) return;
    tools.books.transaction(() => {
      for (const chargeId of ids) queueOne(tools, account.id, chargeId);
    });
    afterId = last;
    await nextTurn();
  }
}

/** The parcels of a carnê that went as a whole share one row: the gateway keeps one address for all of them. */
function queueOne({ books, clock }: Tools, accountId: number, chargeId: number): void {
  const { charges, outbox } = books;
  const charge = charges.getById(chargeId);
  const family = charge.groupId === null ? [charge] : charges.ofGroup(charge.groupId);
  const isQueued = family
    .flatMap(({ id }) => outbox.openOf({ chargeId: id }))
    .some(({ action }) => action === 'set-callback-url');
  if (isQueued) return;
  const now = clock.now();
  outbox.add({
    accountId,
    subject: { chargeId },
    action: 'set-callback-url',
    isExplicit: true,
    notBeforeAt: now,
    createdAt: now,
  });
}

/** The first time an operator writes the address into the account; from then on it is kept right. */
function isStale({ registeredUrl }: Account, url: string): boolean {
  return registeredUrl !== null && registeredUrl !== url;
}

/** An account that cannot be opened now does not keep the others from being told. */
async function registerAgain(tools: Tools, account: Account, url: string): Promise<void> {
  try {
    const gateway = tools.gateways.of(account);
    const context = tools.gateways.context(account, { origin: 'routine' });
    const outcome = await gateway.registerCallbackUrl?.(url, context);
    if (outcome?.ending === 'done') tools.books.accounts.noteRegisteredUrl(account.id, url);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tools.log.warn('callback-urls.account-not-ready', { accountId: account.id, code: error.code });
  }
}
