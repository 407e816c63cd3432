/** Telling the panel's URLs what happened: a form POST whose field `xml` holds the charges (efi.md 5.4). */
import { addMs, toMs, type Instant } from '../../../domain/instant.ts';
import type { NewDelivery } from '../store/deliveries.ts';
import type { Charge } from '../store/gerencianet-token/charge.ts';
import type { Notice, NoticeFamily } from '../store/gerencianet-token/notices.ts';
import type { Letter } from './account.ts';
import type { TokenContext } from './context.ts';
import { TOKEN_ID } from './names.ts';
import { noticeView } from './views.ts';
import { element, leaf } from './xml.ts';

const families: readonly NoticeFamily[] = ['payment', 'cancel'];

const urlOf = (context: TokenContext, family: NoticeFamily): string | null =>
  family === 'payment' ? context.settings().paymentUrl : context.settings().cancelUrl;

/** Queues what happened to a charge, where the account sends that letter and has a URL for it. */
export function tell(context: TokenContext, charge: Charge, letter: Letter): void {
  const family = letter === 'c' ? 'cancel' : 'payment';
  if (!context.settings().sentLetters.includes(letter)) return;
  if (urlOf(context, family) === null) return;
  context.notices.add({
    family,
    chave: charge.chave,
    letter,
    payer: charge.payer.name,
    node: noticeView(context, charge, letter),
    createdAt: context.now(),
  });
  if (context.notices.count(family) >= context.settings().callbackBatch.size) send(context, family);
}

/** Sends what has waited long enough for others. */
export function sendWaiting(context: TokenContext): void {
  const now = context.now();
  for (const family of families) {
    const at = sendAt(context, family);
    if (at !== undefined && at <= now) send(context, family);
  }
}

/** When something has waited long enough. */
export function nextSendAt(context: TokenContext): Instant | undefined {
  const times = families.map((family) => sendAt(context, family));
  return times.filter((at) => at !== undefined).sort()[0];
}

function sendAt(context: TokenContext, family: NoticeFamily): Instant | undefined {
  const oldest = context.notices.oldestAt(family);
  const waitMs = context.settings().callbackBatch.waitSeconds * 1_000;
  return oldest === undefined ? undefined : addMs(oldest, waitMs);
}

function send(context: TokenContext, family: NoticeFamily): void {
  const url = urlOf(context, family);
  const { size } = context.settings().callbackBatch;
  for (;;) {
    const notices = context.notices.waiting(family, size);
    const [first] = notices;
    const last = notices.at(-1);
    if (first === undefined || last === undefined) return;
    if (url !== null) context.ports.callbacks.enqueue(deliveryOf(url, first, notices));
    context.notices.removeUpTo(family, last.id);
  }
}

/** A POST about several charges is logged under the first of them. */
const deliveryOf = (url: string, first: Notice, notices: readonly Notice[]): NewDelivery => ({
  gateway: TOKEN_ID,
  charge: first.chave,
  subject: first.chave,
  sequence: first.id,
  change: first.letter,
  url,
  ...xmlPost(notices),
  settledBy: 'answer',
});

interface Told {
  readonly payer: string;
  readonly node: string;
}

function xmlPost(told: readonly Told[]) {
  const payers = [...new Set(told.map(({ payer }) => payer))];
  const xml = element(
    'pagamento',
    element('cliente', ...payers.map((name) => leaf('cliente', name))),
    ...told.map(({ node }) => node),
  );
  return {
    contentType: 'application/x-www-form-urlencoded',
    headers: {},
    body: new URLSearchParams({ xml }).toString(),
  };
}

/** "Testar": a payment of a charge that does not exist. */
export function testPost(
  context: TokenContext,
  url: string,
): Pick<NewDelivery, 'url' | 'contentType' | 'headers' | 'body'> {
  const node = element(
    'cobranca',
    leaf('chave', `38_0_TEST${String(toMs(context.now()) % 10)}`),
    leaf('chaveLote', '38_0_TEST0'),
    leaf('retorno', 'teste'),
    leaf('documento', 0),
    leaf('status', 'p'),
    leaf('total', 0),
    leaf('valorPago', 0),
    leaf('pag', null),
  );
  return { url, ...xmlPost([{ payer: 'TESTE', node }]) };
}
