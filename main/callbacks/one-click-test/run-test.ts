/** The one-click test: every step of a callback's way, from the public address to the postings. Read this first. */
import type { Instant } from '../../../domain/instant.ts';
import type { Rehearsal } from '../../services/settlement/rehearse-settlement.ts';
import { OPERATOR } from '../../services/tools.ts';
import { findAddress } from './address-step.ts';
import { createBoard, type Board, type BoardView } from './board.ts';
import { prepareSample } from './charge-step.ts';
import { arrive } from './inbox-step.ts';
import { postSample } from './http-step.ts';
import { openPort } from './port-step.ts';
import type { TestPorts, TestSubject } from './ports.ts';
import { askGateway } from './query-step.ts';
import { showSettlement } from './settlement-step.ts';
import { checkCertificate } from './tls-step.ts';

export interface TestView extends BoardView {
  readonly accountId: number;
  readonly startedAt: Instant;
  /** The row of the inbox. */
  readonly inboxId: number | null;
  readonly postings: Rehearsal['postings'];
}

export interface RunningTest {
  view(): TestView;
  /** Never rejects: what went wrong is in the steps. */
  readonly end: Promise<void>;
}

/** @param changed called after each change of the view */
export function runTest(ports: TestPorts, subject: TestSubject, changed: () => void): RunningTest {
  const board = createBoard({ log: ports.tools.log, changed });
  const startedAt = ports.tools.clock.now();
  const left: Left = { inboxId: null, postings: [] };
  const end = walk(ports, subject, { board, left }).then(() => {
    board.close();
    auditTest(ports, subject, board);
    changed();
  });
  return {
    view: () => ({ ...board.view(), ...left, accountId: subject.account.id, startedAt }),
    end,
  };
}

/** What the test leaves behind, and what it only showed. */
interface Left {
  inboxId: number | null;
  postings: Rehearsal['postings'];
}

async function walk(
  ports: TestPorts,
  subject: TestSubject,
  about: { readonly board: Board; readonly left: Left },
): Promise<void> {
  const { board, left } = about;
  const sample = await board.step('charge', () => prepareSample(ports, subject));
  const place = await board.step('address', () => findAddress(ports, subject));
  if (sample === undefined || place === undefined) return;
  const address = await board.step('port', () => openPort(ports, place));
  if (address === undefined) return;
  const target = { ...place, address };
  if ((await board.step('tls', () => checkCertificate(ports, target))) === undefined) return;
  const arrived = ({ id }: { readonly id: number }): void => void (left.inboxId = id);
  const post = { subject, target, sample, arrived };
  const posted = await board.step('http', () => postSample(ports, post));
  if (posted === undefined) return;
  const row = await board.step('inbox', () => arrive(ports, posted));
  if (row === undefined) return;
  const answer = await board.step('query', () => askGateway(ports, { subject, sample, row }));
  if (answer === undefined) return;
  // Everything that had to be waited for is over: this step holds no await.
  const rehearsed = await board.step('settlement', () => showSettlement(ports, subject));
  left.postings = rehearsed?.postings ?? [];
}

function auditTest({ tools }: TestPorts, { account }: TestSubject, board: Board): void {
  tools.books.audit.write({
    at: tools.clock.now(),
    actor: OPERATOR,
    action: 'reception-tested',
    entity: 'account',
    entityId: account.id,
    detail: { verdict: board.view().verdict },
  });
}
