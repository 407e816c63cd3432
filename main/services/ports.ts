/** What the core asks of the world outside it: the desktop shell answers, or the headless core's refusals. */
import type { CivilDate } from '../../domain/civil-date.ts';
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Cents } from '../../domain/money.ts';
import type { NoticeOutcome, SimulatedAction } from '../../domain/simulator-panel.ts';
import type {
  ToldCharge,
  ToldDetail,
  ToldFaults,
  ToldMove,
  ToldNotice,
  ToldOverview,
  ToldUrl,
  ToldUrlTest,
} from './simulator/told.ts';

/** The operating system's keyring, which wraps the data key. Both calls throw when the user or the system refuses. */
export interface Keyring {
  /** False where no keyring runs, or where it would only obfuscate. */
  isAvailable(): boolean;
  wrap(key: Uint8Array): Uint8Array;
  unwrap(wrapped: Uint8Array): Uint8Array;
}

/** Dialogs and programs of the desktop. All paths are absolute. */
export interface Files {
  /** The file that the operator picked, or undefined when the dialog was closed. */
  pick(kind: 'csv'): Promise<string | undefined>;
  /** Opens the file with the system's program for it. */
  open(path: string): Promise<void>;
  /** Copies the file to where the operator says; false when the dialog was closed. */
  saveAs(path: string, suggestedName: string): Promise<boolean>;
}

export interface Links {
  /** Opens an https address in the system's browser. Throws Failure `not-allowed` for any other. */
  openHttps(url: string): Promise<void>;
  /** The same for an http address of this very computer. */
  openLoopback(url: string): Promise<void>;
}

export interface OutsidePorts {
  readonly keyring: Keyring;
  readonly files: Files;
  readonly links: Links;
}

/** The simulator that the core keeps, or that another process does. */
export interface SimulatorControl {
  /** Starts it if it is not running. */
  start(): Promise<void>;
  readonly isRunning: boolean;
  readonly panel: SimulatorPanel;
}

/** A page of a list: where it begins and how long it may be. */
export interface PanelPage {
  readonly limit: number;
  readonly offset: number;
}

export interface NoticeFilter {
  /** The gateway's number of the charge. */
  readonly charge?: string | undefined;
  readonly outcome?: NoticeOutcome | undefined;
  /** Bounds of the notice's making, both within. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** Which notices go again; all given conditions must hold. */
export interface NoticesToResend extends Omit<NoticeFilter, 'charge'> {
  /** Numbers of charges. */
  readonly ids?: readonly string[] | undefined;
  /** Ids of notices. */
  readonly deliveries?: readonly number[] | undefined;
  /** Where they go in place of where they went. */
  readonly url?: string | undefined;
}

/** `refused` carries the gateway's reason in Portuguese. */
export type ActionEnding =
  | { readonly ending: 'done'; readonly charge: ToldCharge }
  | { readonly ending: 'refused'; readonly reason: string };

/**
 * What the sites of the simulated gateways show and let do. `gateway` is a gateway's id at the simulator.
 * Every method throws Failure `gateway-unavailable` when no simulator answers, `not-found` for what it does not
 * know, `gateway-answer-unreadable` for an answer that is none of the simulator's.
 */
export interface SimulatorPanel {
  overview(): Promise<ToldOverview>;
  /** Newest first; `search` is a number or a reference, in full. */
  charges(
    gateway: string,
    query: PanelPage & {
      readonly search?: string | undefined;
      readonly status?: string | undefined;
    },
  ): Promise<readonly ToldCharge[]>;
  charge(gateway: string, id: string): Promise<ToldDetail>;
  /** Without an amount, what is due on the day; without a day, today on the simulator's clock. */
  act(
    charge: { readonly gateway: string; readonly id: string },
    action: SimulatedAction,
    input: { readonly amountCents?: Cents | undefined; readonly on?: CivilDate | undefined },
  ): Promise<ActionEnding>;
  /** Try by try, newest first. */
  notices(gateway: string, query: NoticeFilter & PanelPage): Promise<readonly ToldNotice[]>;
  /** @returns how many were queued */
  resend(gateway: string, selection: NoticesToResend): Promise<number>;
  urls(gateway: string): Promise<{
    readonly urls: readonly ToldUrl[];
    /** Addresses that the gateway's site holds for the account, by name; null where none was typed. */
    readonly panel: Readonly<Record<string, string | null>>;
  }>;
  /** Types addresses into the gateway's site; names that are not given stay as they are. */
  setPanelUrls(gateway: string, urls: Readonly<Record<string, string | null>>): Promise<void>;
  switchUrl(gateway: string, url: string, isActive: boolean): Promise<void>;
  /** Posts what the gateway's "Testar" posts. */
  testUrl(gateway: string, url: string): Promise<ToldUrlTest>;
  faults(): Promise<ToldFaults>;
  /** Replaces all faults. */
  setFaults(plan: ToldFaults): Promise<ToldFaults>;
  /** Moves the clock forward, doing on the way what falls due. Failure `not-allowed` while it is locked. */
  advance(ms: number): Promise<ToldMove>;
}

/** The outside of a core without a desktop: no keyring, and every other request is refused with `not-allowed`. */
export const noOutside: OutsidePorts = {
  keyring: { isAvailable: () => false, wrap: refuse, unwrap: refuse },
  files: { pick: refuseLater, open: refuseLater, saveAs: refuseLater },
  links: { openHttps: refuseLater, openLoopback: refuseLater },
};

function refuse(): never {
  throw new Failure('not-allowed', 'There is no desktop here', { reason: 'no-desktop' });
}

async function refuseLater(): Promise<never> {
  await Promise.resolve();
  return refuse();
}
