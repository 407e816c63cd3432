/** How an update of dynamic names ended, with what the operator reads. */
import type { Instant } from '../../../domain/instant.ts';
import { isSameIpAddress } from '../../../domain/ip-address.ts';
import type { WebTrouble } from '../http.ts';
import { troubleText } from '../trouble-text.ts';
import { findForeign, textOf, type DdnsCode } from './answers.ts';
import { listAddresses, type DdnsAddresses } from './calls.ts';
import {
  providerTraits,
  type DdnsProvider,
  type DdnsSettingsProblem,
} from '../../../domain/ddns-settings.ts';
import type { DdnsState, DdnsTrouble } from './state.ts';

/** What only a person can put right. */
export interface DdnsStop {
  /** Undefined when it stops all names. */
  readonly name: string | undefined;
  readonly code: DdnsCode;
  readonly text: string;
}

export type DdnsOutcome =
  | {
      /** The provider took the addresses, or had them already. */
      readonly kind: 'updated';
      readonly names: readonly string[];
      readonly text: string;
      /** Set when the provider keeps another address than the one sent. */
      readonly warning: string | undefined;
      readonly stops: readonly DdnsStop[];
    }
  /** Nothing was sent: the provider knows these addresses. */
  | { readonly kind: 'unchanged'; readonly stops: readonly DdnsStop[] }
  /** Nothing was sent yet. */
  | { readonly kind: 'waiting'; readonly until: Instant; readonly text: string }
  | {
      readonly kind: 'failed';
      readonly reason: DdnsTrouble;
      /** When it may be tried again. */
      readonly until: Instant | undefined;
      readonly text: string;
      readonly stops: readonly DdnsStop[];
    }
  /** Nothing more is sent until the operator edits. */
  | { readonly kind: 'stopped'; readonly stops: readonly DdnsStop[] }
  | { readonly kind: 'address-refused'; readonly text: string }
  | { readonly kind: 'settings-refused'; readonly problems: readonly DdnsSettingsProblem[] }
  | { readonly kind: 'cancelled' };

export function listStops({ names, stoppedBy }: DdnsState): readonly DdnsStop[] {
  if (stoppedBy !== undefined)
    return [{ name: undefined, code: stoppedBy, text: textOf(stoppedBy) }];
  return names.flatMap(({ name, stoppedBy: code }) =>
    code === undefined ? [] : [{ name, code, text: `${name}: ${textOf(code)}` }],
  );
}

export function reasonText(reason: DdnsTrouble | 'just-sent'): string {
  if (reason === 'just-sent')
    return 'O endereço acabou de ser enviado ao provedor de DDNS; o próximo envio sai em instantes.';
  return isWebTrouble(reason) ? troubleText(reason) : textOf(reason);
}

/** @param names those that the provider took */
export function updatedOutcome(
  state: DdnsState,
  { provider, names, sent, recorded }: Taken,
): DdnsOutcome {
  const addresses = listAddresses(sent);
  return {
    kind: 'updated',
    names,
    text: `${names.join(', ')} aponta para ${addresses.join(' e ')} (${providerTraits[provider].label}).`,
    warning: warningOn(recorded, addresses),
    stops: listStops(state),
  };
}

interface Taken {
  readonly provider: DdnsProvider;
  readonly names: readonly string[];
  readonly sent: DdnsAddresses;
  readonly recorded: readonly string[];
}

function warningOn(recorded: readonly string[], sent: readonly string[]): string | undefined {
  const foreign = findForeign(recorded, sent);
  if (foreign === undefined || sent.every((own) => recorded.some((at) => isSameIpAddress(at, own))))
    return undefined;
  return `O provedor de DDNS gravou ${foreign}, que não é o endereço enviado: pode haver proxy ou um segundo link. Confira para onde o nome aponta.`;
}

const webTroubles: Readonly<Record<WebTrouble, true>> = {
  'bad-request': true,
  timeout: true,
  'name-not-found': true,
  refused: true,
  unreachable: true,
  tls: true,
  'too-large': true,
  broken: true,
  aborted: true,
};

function isWebTrouble(reason: DdnsTrouble): reason is WebTrouble {
  return Object.hasOwn(webTroubles, reason);
}
