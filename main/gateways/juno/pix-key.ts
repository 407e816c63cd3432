/** The random Pix key that a boleto with Pix asks for: the operator's, or one made by API, which Juno's panel does not do. */
import { createHash } from 'node:crypto';
import type { CallContext } from '../gateway.ts';
import type { NotSent, Refusal, Rejected } from '../outcomes.ts';
import { calls } from './calls.ts';
import { beforeCreating, type Session } from './session.ts';
import { pixKeyAnswer } from './wire.ts';

export type PixKeyEnding = { readonly ending: 'key'; readonly key: string } | Rejected | NotSent;

/** A charge that waits for the key was not sent, whatever became of the key. */
export async function pixKeyOf(session: Session, context: CallContext): Promise<PixKeyEnding> {
  const { settings } = session;
  const known = settings.pixKey();
  if (known !== undefined) return { ending: 'key', key: known };
  const answer = await session.call(calls.createPixKey(settings.idempotencyKey), context);
  if (!answer.ok) {
    const outcome = beforeCreating(answer);
    return outcome.ending === 'rejected' ? refused(outcome.refusal.text) : outcome;
  }
  const made = pixKeyAnswer.safeParse(answer.body);
  if (!made.success) return refused('o Juno não disse qual chave criou');
  context.keepCredential?.(settings.pixKeyName, made.data.key);
  return { ending: 'key', key: made.data.key };
}

function refused(why: string): Rejected {
  const refusal: Refusal = {
    level: 'account',
    code: 'pix-key-missing',
    text: `Um boleto com Pix precisa de uma chave aleatória, e ela não pôde ser criada (${why}). Preencha o campo Chave Pix da conta, ou emita como boleto.`,
  };
  return { ending: 'rejected', refusal };
}

/** The same for every try of one account, so that a call without an ending makes no second key. */
export function idempotencyKeyOf(resourceToken: string): string {
  const hash = createHash('sha256').update(`pix-key:${resourceToken}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
