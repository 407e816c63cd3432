/** What every way in from outside is to the supervisor, whatever it is made of. */

export const wayKinds = ['tunnel', 'ddns', 'fixed', 'other-tunnel'] as const;
export type WayKind = (typeof wayKinds)[number];

export type WayInState =
  /** `text` says what is being tried, in words for the operator. */
  | { readonly phase: 'opening'; readonly text: string }
  /** `baseUrl` has no closing slash. */
  | { readonly phase: 'open'; readonly baseUrl: string; readonly text: string }
  /** Down; `isFinal` when trying again changes nothing until the operator does. */
  | { readonly phase: 'down'; readonly text: string; readonly isFinal: boolean };

export interface WayIn {
  readonly kind: WayKind;
  /**
   * Whether a visit of our own goes out and comes back in: then a failed one proves that the way is shut. A router
   * without hairpin fails every visit from inside, so that elsewhere such a visit can only confirm.
   */
  readonly isRefutable: boolean;
  state(): WayInState;
  /** Begins anew: the visits fail, or the machine's network changed. */
  renew(cause: 'probe' | 'address' | 'resume' | 'operator'): void;
  close(): Promise<void>;
}

/** Opens a way at once; `changed` is called whenever its state is another one. */
export type OpenWay = (changed: () => void) => WayIn;
