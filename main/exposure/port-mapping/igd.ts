/** The actions of a router's connection to the internet (WANIPConnection 1 and 2, WANPPPConnection 1). */
import type { RouterEvidence } from '../../../domain/nat-verdict.ts';
import { parseIpAddress } from '../../../domain/ip-address.ts';
import type { IgdService } from './description.ts';
import { callAction, type SoapAnswer } from './soap.ts';

/** `add` and `remove` are not cut short by a signal: what the router did must be known, so that it can be undone. */
export interface Igd {
  readonly service: IgdService;
  isConnected(signal: AbortSignal): Promise<boolean>;
  externalAddress(signal: AbortSignal): Promise<RouterEvidence>;
  entry(externalPort: number, signal: AbortSignal): Promise<EntryAnswer>;
  add(mapping: NewMapping): Promise<SoapAnswer>;
  remove(externalPort: number): Promise<SoapAnswer>;
}

export interface NewMapping {
  readonly externalPort: number;
  readonly internalPort: number;
  readonly internalAddress: string;
  readonly description: string;
  /** Seconds; 0 is for ever (version 1) or the longest there is (version 2). */
  readonly leaseS: number;
}

export interface Entry {
  readonly internalPort: number;
  readonly internalAddress: string;
  readonly description: string;
  readonly isEnabled: boolean;
  /** Seconds left; 0 is for ever. */
  readonly leaseS: number;
}

/** `unknown`: the router answered otherwise, or nothing. */
export type EntryAnswer =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly isSilent: boolean };

const NO_SUCH_ENTRY = 714;
const LIVE = /^(?:connected|up)$/i;

export function createIgd(service: IgdService, timeoutMs: number): Igd {
  const call = (action: string, inputs: readonly Input[], signal?: AbortSignal) =>
    callAction({ service, action, inputs, timeoutMs, signal });
  return {
    service,
    async isConnected(signal) {
      const answer = await call('GetStatusInfo', [], signal);
      return answer.kind === 'done' && LIVE.test(answer.outputs('NewConnectionStatus'));
    },
    async externalAddress(signal) {
      return evidenceOf(await call('GetExternalIPAddress', [], signal));
    },
    async entry(externalPort, signal) {
      return entryOf(await call('GetSpecificPortMappingEntry', keyOf(externalPort), signal));
    },
    add: (mapping) => call('AddPortMapping', inputsOf(mapping)),
    remove: (externalPort) => call('DeletePortMapping', keyOf(externalPort)),
  };
}

type Input = readonly [name: string, value: string];

function keyOf(externalPort: number): readonly Input[] {
  return [
    ['NewRemoteHost', ''],
    ['NewExternalPort', String(externalPort)],
    ['NewProtocol', 'TCP'],
  ];
}

function inputsOf(mapping: NewMapping): readonly Input[] {
  return [
    ...keyOf(mapping.externalPort),
    ['NewInternalPort', String(mapping.internalPort)],
    ['NewInternalClient', mapping.internalAddress],
    ['NewEnabled', '1'],
    ['NewPortMappingDescription', mapping.description],
    ['NewLeaseDuration', String(mapping.leaseS)],
  ];
}

function evidenceOf(answer: SoapAnswer): RouterEvidence {
  if (answer.kind === 'broken') return { kind: 'unknown' };
  const address = answer.kind === 'done' ? answer.outputs('NewExternalIPAddress') : '';
  const isAddress = parseIpAddress(address) !== undefined && address !== '0.0.0.0';
  return isAddress ? { kind: 'address', address } : { kind: 'none' };
}

function entryOf(answer: SoapAnswer): EntryAnswer {
  if (answer.kind === 'fault' && answer.code === NO_SUCH_ENTRY) return { kind: 'none' };
  if (answer.kind !== 'done') return { kind: 'unknown', isSilent: answer.kind === 'broken' };
  const internalAddress = answer.outputs('NewInternalClient');
  // Success with an empty body says neither yes nor no.
  if (internalAddress === '') return { kind: 'unknown', isSilent: false };
  const entry = {
    internalPort: Number(answer.outputs('NewInternalPort')),
    internalAddress,
    description: answer.outputs('NewPortMappingDescription'),
    isEnabled: answer.outputs('NewEnabled') !== '0',
    leaseS: Number(answer.outputs('NewLeaseDuration')) || 0,
  };
  return { kind: 'entry', entry };
}

/** Whether the router's entry is the very mapping. */
export function leadsTo(entry: Entry, mapping: NewMapping): boolean {
  return (
    entry.internalAddress === mapping.internalAddress && entry.internalPort === mapping.internalPort
  );
}
