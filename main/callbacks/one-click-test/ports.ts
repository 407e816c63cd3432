/** What the one-click test is given. */
import type { AddressJudge } from '../../../domain/public-address.ts';
import type { SimulatorControl } from '../../services/ports.ts';
import type { Tools } from '../../services/tools.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { OpenTest } from '../listener-tests.ts';

/** Where DNS says that a name points; `trouble` tells the operator why nobody outside gets there. */
export type Pointing =
  | { readonly kind: 'found'; readonly addresses: readonly string[] }
  | { readonly kind: 'trouble'; readonly text: string };

export interface TestPorts {
  readonly tools: Tools;
  readonly inbox: Pick<Inbox, 'byId' | 'list'>;
  readonly openTest: (accountId: number) => OpenTest;
  readonly callbackUrlOf: (account: TestAccount) => string | undefined;
  readonly resolve: (host: string) => Promise<Pointing>;
  readonly simulator: Pick<SimulatorControl, 'start' | 'panel'>;
  /** The outbox looks for work now. */
  readonly wakeOutbox: () => void;
  /** Ends every wait when the core closes. */
  readonly signal: AbortSignal;
  /** For each connection and each answer; 10 s unless told. */
  readonly timeoutMs?: number;
  /** Stands in for the rules of `judgeAddress`. */
  readonly judge?: AddressJudge;
  /** Certificate authorities in place of the system's, as PEM. */
  readonly authorities?: string;
}

export type TestAccount = ReturnType<Tools['books']['accounts']['getById']>;

export interface TestSubject {
  readonly account: TestAccount;
}

export const TIMEOUT_MS = 10_000;
