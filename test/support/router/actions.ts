/** What the router does for each action of WANIPConnection and WANPPPConnection. */
import type { Connection, RouterCore, RouterMapping } from './test-router.ts';

/** `empty`: 200 without a body. */
export type ActionResult = { readonly xml: string } | { readonly fault: number } | 'empty';

interface Call {
  readonly action: string;
  readonly inputs: readonly (readonly [string, string])[];
}

const KEY = ['NewRemoteHost', 'NewExternalPort', 'NewProtocol'];
const wantedInputs = new Map<string, readonly string[]>([
  ['GetStatusInfo', []],
  ['GetExternalIPAddress', []],
  ['GetSpecificPortMappingEntry', KEY],
  ['DeletePortMapping', KEY],
  [
    'AddPortMapping',
    [
      ...KEY,
      'NewInternalPort',
      'NewInternalClient',
      'NewEnabled',
      'NewPortMappingDescription',
      'NewLeaseDuration',
    ],
  ],
]);

export function run(core: RouterCore, connection: Connection, call: Call): ActionResult {
  const names = wantedInputs.get(call.action);
  if (names === undefined) return { fault: 401 };
  if (call.inputs.map(([name]) => name).join() !== names.join()) return { fault: 402 };
  const input = new Map(call.inputs);
  switch (call.action) {
    case 'GetStatusInfo':
      return { xml: statusXml(connection) };
    case 'GetExternalIPAddress':
      return { xml: `<NewExternalIPAddress>${connection.address}</NewExternalIPAddress>` };
    case 'GetSpecificPortMappingEntry':
      return show(core, input);
    case 'DeletePortMapping':
      return core.mappings.delete(portOf(input)) ? { xml: '' } : { fault: 714 };
    default:
      return add(core, input);
  }
}

function statusXml({ status }: Connection): string {
  return `<NewConnectionStatus>${status}</NewConnectionStatus><NewLastConnectionError>ERROR_NONE</NewLastConnectionError><NewUptime>100</NewUptime>`;
}

type Inputs = ReadonlyMap<string, string>;

function portOf(input: Inputs): number {
  return Number(input.get('NewExternalPort'));
}

function show({ switches, mappings }: RouterCore, input: Inputs): ActionResult {
  if (!switches.showsEntries) return { fault: 401 };
  const mapping = mappings.get(portOf(input));
  if (mapping === undefined) return { fault: 714 };
  const { internalPort, internalAddress, description, leaseS } = mapping;
  return {
    xml: `<NewInternalPort>${internalPort}</NewInternalPort><NewInternalClient>${internalAddress}</NewInternalClient><NewEnabled>1</NewEnabled><NewPortMappingDescription>${description}</NewPortMappingDescription><NewLeaseDuration>${leaseS}</NewLeaseDuration>`,
  };
}

function add({ switches, mappings }: RouterCore, input: Inputs): ActionResult {
  const port = portOf(input);
  const mapping = mappingOf(input);
  const fault = switches.addFaults.shift() ?? faultOf(switches, port, mapping);
  if (fault !== undefined) return { fault };
  const other = mappings.get(port);
  if (other !== undefined && other.internalAddress !== mapping.internalAddress)
    return { fault: 718 };
  if (switches.keepsMappings) mappings.set(port, mapping);
  return switches.isSuccessEmpty ? 'empty' : { xml: '' };
}

/** The description stays as it came: the escapes of XML are part of what is tested. */
function mappingOf(input: Inputs): RouterMapping {
  return {
    internalAddress: input.get('NewInternalClient') ?? '',
    internalPort: Number(input.get('NewInternalPort')),
    description: input.get('NewPortMappingDescription') ?? '',
    leaseS: Number(input.get('NewLeaseDuration')),
  };
}

function faultOf(
  switches: RouterCore['switches'],
  port: number,
  { internalPort, leaseS }: RouterMapping,
): number | undefined {
  if (switches.isPermanentOnly && leaseS > 0 && leaseS !== LONGEST_LEASE_S) return 725;
  if (switches.refusesZeroLease && leaseS === 0) return 402;
  return switches.wantsEqualPorts && port !== internalPort ? 724 : undefined;
}

const LONGEST_LEASE_S = 604_800;
