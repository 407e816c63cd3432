/**
 * A router on loopback with the traits that were seen on real ones, each behind a switch: UPnP IGD 1 and 2, NAT-PMP, PCP.
 * Written from RFC 6886, RFC 6887 and the UPnP device architecture, without the code under test.
 */
import type { LanView } from '../../../main/exposure/port-mapping/lan.ts';
import { ownAddressTowards } from '../../../main/exposure/port-mapping/lan.ts';
import type { HandTime } from './hand-time.ts';
import { startPortControlSide } from './port-control-side.ts';
import { startSearchSide } from './search-side.ts';
import { startWebSide } from './web-side.ts';

export const LOOPBACK = '127.0.0.1';

export interface Connection {
  readonly kind: 'IP' | 'PPP';
  readonly status: string;
  readonly address: string;
}

export interface RouterSwitches {
  /** Version of UPnP IGD. */
  igd: 1 | 2 | 'off';
  /** `mute-nat-pmp` drops what is not of version 0 instead of saying so, `mute` everything; `off` has the port closed. */
  portControl: 'pcp' | 'nat-pmp' | 'mute-nat-pmp' | 'mute' | 'off';
  /** So many packets are lost before the first that arrives. */
  losesPackets: number;
  externalAddress: string;
  /** Result of every NAT-PMP and PCP answer. */
  controlResult: number;
  /** Granted by NAT-PMP and PCP in place of the wanted one. */
  grantsPort: number | undefined;
  /** Seconds, at most, by NAT-PMP and PCP. */
  longestLifeS: number;
  /** 725 for every lease but 0. */
  isPermanentOnly: boolean;
  /** 402 for a lease of 0. */
  refusesZeroLease: boolean;
  /** 724 unless both ports are equal. */
  wantsEqualPorts: boolean;
  /** Success of AddPortMapping comes with an empty body. */
  isSuccessEmpty: boolean;
  /** Faults are spelled `faultCode` and `faultString`, as RouterOS does. */
  hasCapitalFaults: boolean;
  /** Answers of AddPortMapping before it works, one by one. */
  addFaults: number[];
  /** False for a router that says yes and forgets. */
  keepsMappings: boolean;
  /** False where GetSpecificPortMappingEntry is not there (401). */
  showsEntries: boolean;
  /** So many AddPortMapping work, but their answers are lost with the connection. */
  losesAnswers: number;
  isSearchMute: boolean;
  /** Told in place of the true one. */
  location: string | undefined;
  /** Sent in place of the true one. */
  description: string | undefined;
  /** Serves `/gateway.xml`, as RouterOS does. */
  isMikrotik: boolean;
  /** One Connected IP connection unless told. */
  connections: readonly Connection[] | undefined;
}

export interface RouterMapping {
  readonly internalAddress: string;
  readonly internalPort: number;
  readonly description: string;
  readonly leaseS: number;
  /** Of PCP, in hexadecimal. */
  readonly nonce?: string;
}

/** What the sides of the router share. */
export interface RouterCore {
  readonly switches: RouterSwitches;
  /** By external port. */
  readonly mappings: Map<number, RouterMapping>;
  /** Names of the actions and packets that arrived, in order. */
  readonly heard: string[];
  epochS(): number;
}

export interface TestRouter extends RouterCore {
  readonly lan: LanView;
  /** Forgets every mapping, and its seconds begin at 0. */
  reboot(): void;
  close(): Promise<void>;
}

const BOOTED_BEFORE_S = 1_000;

export async function startRouter(
  time: HandTime,
  switches: Partial<RouterSwitches> = {},
): Promise<TestRouter> {
  let bootedAtMs = time.nowMs() - BOOTED_BEFORE_S * 1_000;
  const core: RouterCore = {
    switches: { ...plainRouter(), ...switches },
    mappings: new Map(),
    heard: [],
    epochS: () => Math.floor((time.nowMs() - bootedAtMs) / 1_000),
  };
  const web = await startWebSide(core);
  const search = await startSearchSide(core, web.port);
  const control = await startPortControlSide(core);
  let closing: Promise<unknown> | undefined;
  return {
    ...core,
    lan: lanOf(core, { web: web.port, search: search.port, control: control.port }),
    reboot() {
      core.mappings.clear();
      bootedAtMs = time.nowMs();
    },
    async close() {
      closing ??= Promise.all([web.close(), search.close(), control.close()]);
      await closing;
    },
  };
}

function plainRouter(): RouterSwitches {
  return {
    igd: 1,
    portControl: 'off',
    losesPackets: 0,
    externalAddress: '203.0.113.9',
    controlResult: 0,
    grantsPort: undefined,
    longestLifeS: 7_200,
    isPermanentOnly: false,
    refusesZeroLease: false,
    wantsEqualPorts: false,
    isSuccessEmpty: false,
    hasCapitalFaults: false,
    addFaults: [],
    keepsMappings: true,
    showsEntries: true,
    losesAnswers: 0,
    isSearchMute: false,
    location: undefined,
    description: undefined,
    isMikrotik: false,
    connections: undefined,
  };
}

/** tcpmux, which nothing listens on. */
const CLOSED_PORT = 1;

function lanOf(
  { switches }: RouterCore,
  ports: { web: number; search: number; control: number },
): LanView {
  return {
    gateways: () => Promise.resolve([LOOPBACK]),
    ownAddresses: () => [LOOPBACK],
    ownAddressTowards,
    isLan: (address) => address === LOOPBACK,
    get portControlPort() {
      return switches.portControl === 'off' ? CLOSED_PORT : ports.control;
    },
    search: { address: LOOPBACK, port: ports.search },
    mikrotikPort: ports.web,
  };
}
