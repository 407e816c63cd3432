/**
 * Issues a boleto. `retorno` is our reference and unique at the gateway: the same request again is answered by 1012
 * with the earlier answer, so a repeat can issue nothing twice; other contents under it are refused by 195 (efi 5.2).
 */
import type { ChargeToIssue } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { IssueOutcome } from '../outcomes.ts';
import { boletoContent, type IssueSettings } from './bodies.ts';
import { calls } from './calls.ts';
import { issuedOf } from './mapping.ts';
import type { Memory } from './memory.ts';
import { ALREADY_ISSUED, issueErrorOf, REFERENCE_USED } from './refusals.ts';
import { UNREADABLE, type CallFailure, type Session } from './session.ts';
import { issueAnswer, type XmlTree } from './wire.ts';

/** What an account issues with. */
export interface Desk {
  readonly session: Session;
  readonly settings: IssueSettings;
  readonly memory: Memory;
}

/** Why neither a repeat nor a question can tell what became of a reference. */
export function lockedText(reference: string): string {
  return `A Gerencianet já tem uma cobrança com a referência ${reference} e outros dados, e a API do modo token não procura por referência. Procure-a no painel da Gerencianet; um aviso de pagamento dela continua sendo aceito.`;
}

export async function issue(
  desk: Desk,
  charge: ChargeToIssue,
  context: CallContext,
): Promise<IssueOutcome> {
  const { memory, settings } = desk;
  const { reference } = charge;
  const content = boletoContent(charge, settings);
  const outcome = await send(desk, charge, { content, context });
  if (outcome !== 'reference-used') return keepTrack(memory, { reference, content }, outcome);
  const earlier = memory.earlier(reference);
  const again = earlier && (await send(desk, charge, { content: earlier, context }));
  if (again !== undefined && again !== 'reference-used')
    return keepTrack(memory, { reference, content }, again);
  memory.lock(reference);
  return { ending: 'unknown', text: lockedText(reference) };
}

/** The contents that a later repeat has to show again, for as long as nobody knows whether they arrived. */
function keepTrack(
  memory: Memory,
  { reference, content }: { readonly reference: string; readonly content: XmlTree },
  outcome: IssueOutcome,
): IssueOutcome {
  if (outcome.ending === 'unknown') memory.remember(reference, content);
  else if (outcome.ending !== 'not-sent') memory.forget(reference);
  return outcome;
}

async function send(
  { session }: Desk,
  charge: ChargeToIssue,
  { content, context }: { readonly content: XmlTree; readonly context: CallContext },
): Promise<IssueOutcome | 'reference-used'> {
  const answer = await session.call(calls.issueBoleto(content), context);
  if (!answer.ok) return endingOfFailure(answer, charge);
  const parsed = issueAnswer.safeParse(answer.body);
  const list = parsed.success ? parsed.data.resposta.cobrancasGeradas : undefined;
  return registered(issuedOf(list, charge));
}

function endingOfFailure(
  failure: CallFailure,
  charge: ChargeToIssue,
): IssueOutcome | 'reference-used' {
  if (failure.code === REFERENCE_USED) return 'reference-used';
  if (failure.code !== ALREADY_ISSUED) return failure.outcome;
  const earlier = issueErrorOf(failure.body)?.entrada?.emitirCobranca.resposta.cobrancasGeradas;
  return registered(issuedOf(earlier, charge));
}

function registered(charge: ReturnType<typeof issuedOf>): IssueOutcome {
  if (charge === undefined) return { ending: 'unknown', text: UNREADABLE };
  return { ending: 'registered', charge };
}
