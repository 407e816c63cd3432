/** What passes between a round and the core that it kills. */
import type { Result } from '../../../preload/contract/result.ts';

export interface CorePlace {
  readonly dataDir: string;
  readonly simulatorUrl: string;
  readonly listenerPort: number;
}

export type ToCore =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'close' };

export type FromCore =
  | { readonly kind: 'ready'; readonly listenerPort: number | null }
  | { readonly kind: 'result'; readonly id: number; readonly result: Result<unknown> };
