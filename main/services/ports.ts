/** What the core asks of the world outside it: the desktop shell answers, or the headless core's refusals. */
import { Failure } from '../../domain/failure.ts';

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
}

export interface OutsidePorts {
  readonly keyring: Keyring;
  readonly files: Files;
  readonly links: Links;
}

/** The outside of a core without a desktop: no keyring, and every other request is refused with `not-allowed`. */
export const noOutside: OutsidePorts = {
  keyring: { isAvailable: () => false, wrap: refuse, unwrap: refuse },
  files: { pick: refuseLater, open: refuseLater, saveAs: refuseLater },
  links: { openHttps: refuseLater },
};

function refuse(): never {
  throw new Failure('not-allowed', 'There is no desktop here', { reason: 'no-desktop' });
}

async function refuseLater(): Promise<never> {
  await Promise.resolve();
  return refuse();
}
