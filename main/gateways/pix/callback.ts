/** A callback names Pix; what really came, and what went back of it, is asked at the bank (pix 2). */
import type { CallbackReading, CallbackToRead, GatewayEvent } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import { jsonOrUndefined } from '../json.ts';
import { readPix } from './reading.ts';
import { eventsOfReceived } from './received.ts';
import type { Session } from './session.ts';
import { callbackBody, callbackEntry, probeBody } from './wire.ts';

/** More than any bank was seen to group; each one is a question. */
const MOST_ENTRIES = 200;

export type ToldPix =
  /** `ids` without what the account itself sent. */
  | { readonly told: 'pix'; readonly ids: readonly string[]; readonly txids: readonly string[] }
  | { readonly told: 'probe'; readonly event: string };

/** @returns undefined for a body that is no callback of a bank */
export function readBody(callback: CallbackToRead): ToldPix | undefined {
  const json = jsonOrUndefined(new TextDecoder().decode(callback.body));
  const parsed = callbackBody.safeParse(json);
  if (!parsed.success) {
    const probe = probeBody.safeParse(json);
    return probe.success ? { told: 'probe', event: probe.data.evento } : undefined;
  }
  const { pix } = parsed.data;
  // The same address may be told of other things (efi 6.4): what is no Pix is left out.
  const entries = pix.flatMap((entry) => callbackEntry.safeParse(entry).data ?? []);
  const isForeign = pix.length > 0 && entries.length === 0;
  if (isForeign || entries.length > MOST_ENTRIES) return undefined;
  const received = entries.filter(
    ({ tipo, gnExtras }) => tipo === undefined && gnExtras?.idEnvio === undefined,
  );
  return {
    told: 'pix',
    ids: [...new Set(received.map(({ endToEndId }) => endToEndId))],
    txids: [...new Set(received.flatMap(({ txid }) => txid ?? []))],
  };
}

/** The first Pix: the bank may be asked at once about one that we know. */
export function topicOf(callback: CallbackToRead): string | undefined {
  const told = readBody(callback);
  return told?.told === 'pix' ? told.ids[0] : undefined;
}

export async function readCallback(
  session: Session,
  callback: CallbackToRead,
  context: CallContext,
): Promise<CallbackReading> {
  const told = readBody(callback);
  if (!told) return { reading: 'unreadable', why: 'O aviso não tem a forma de um aviso de Pix.' };
  if (told.told === 'probe')
    return { reading: 'events', events: [], parsed: { evento: told.event } };
  const parsed = { endToEndId: told.ids.join(' '), txid: told.txids.join(' ') };
  const events: GatewayEvent[] = [];
  const unknown: string[] = [];
  for (const id of told.ids) {
    const reading = await readPix(session, id, context);
    if (reading.found === 'unreachable')
      return { reading: 'unreachable', text: reading.text, parsed };
    if (reading.found === 'nothing') unknown.push(id);
    else events.push(...eventsOfReceived(session, reading.seen));
  }
  if (unknown.length === 0) return { reading: 'events', events, parsed };
  // What is known is not held back: the rest comes with the next poll.
  return unknown.length < told.ids.length
    ? { reading: 'events', events, parsed: { ...parsed, unknown: unknown.join(' ') } }
    : { reading: 'unknown-token', parsed };
}
