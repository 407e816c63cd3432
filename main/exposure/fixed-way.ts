import type { OpenWay } from './way-in.ts';

export interface FixedWay {
  /** `other-tunnel` is an address that a program of the operator's own brings here, such as cloudflared. */
  readonly kind: 'fixed' | 'other-tunnel';
  /** Without closing slash. */
  readonly baseUrl: string;
}

/** A way that somebody else keeps open: there is nothing to do here but to prove it. */
export function fixedWay({ kind, baseUrl }: FixedWay): OpenWay {
  return () => ({
    kind,
    isRefutable: kind === 'other-tunnel',
    state: () => ({ phase: 'open', baseUrl, text: baseUrl }),
    renew: () => undefined,
    close: () => Promise.resolve(),
  });
}
