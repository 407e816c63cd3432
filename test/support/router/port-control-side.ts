/** NAT-PMP (RFC 6886) and PCP (RFC 6887) on one port. */
import { LOOPBACK, type RouterCore } from './test-router.ts';
import { serveUdp, type UdpServer } from './udp-server.ts';

const V4_IN_V6 = '00000000000000000000ffff';

export function startPortControlSide(core: RouterCore): Promise<UdpServer> {
  return serveUdp((message) => {
    const { switches } = core;
    if (switches.portControl === 'mute' || switches.portControl === 'off') return [];
    if (switches.losesPackets > 0) {
      switches.losesPackets -= 1;
      return [];
    }
    if (message[0] === 0) return answerNatPmp(core, message);
    if (switches.portControl === 'pcp') return answerPcp(core, message);
    if (switches.portControl === 'mute-nat-pmp') return [];
    core.heard.push('version-refused');
    return [Buffer.concat([Buffer.from([0, 128 + message[1]!, 0, 1]), u32(core.epochS())])];
  });
}

function answerNatPmp(core: RouterCore, message: Buffer): readonly Buffer[] {
  const operation = message[1]!;
  const head = Buffer.concat([
    Buffer.from([0, 128 + operation]),
    u16(core.switches.controlResult),
    u32(core.epochS()),
  ]);
  if (operation === 0) {
    core.heard.push('nat-pmp address');
    return [Buffer.concat([head, dotted(core.switches.externalAddress || '0.0.0.0')])];
  }
  if (operation !== 2 || message.length !== 12) return [];
  const [internalPort, wanted] = [message.readUInt16BE(4), message.readUInt16BE(6)];
  const lifeS = message.readUInt32BE(8);
  core.heard.push(lifeS === 0 ? 'nat-pmp delete' : 'nat-pmp map');
  const { port, grantedS } = map(core, { internalPort, wanted, lifeS });
  return [Buffer.concat([head, u16(internalPort), u16(port), u32(grantedS)])];
}

function answerPcp(core: RouterCore, message: Buffer): readonly Buffer[] {
  const operation = message[1]!;
  const client = message.subarray(8, 24).toString('hex');
  const isSelf = client === V4_IN_V6 + dotted(LOOPBACK).toString('hex');
  let result = isSelf ? core.switches.controlResult : 12;
  if (operation === 0) {
    core.heard.push('pcp announce');
    return [pcpHeader({ operation, result, lifeS: 0, epochS: core.epochS() })];
  }
  if (operation !== 1 || message.length !== 60 || message[36] !== 6) return [];
  const lifeS = message.readUInt32BE(4);
  core.heard.push(lifeS === 0 ? 'pcp delete' : 'pcp map');
  const nonce = message.subarray(24, 36);
  const internalPort = message.readUInt16BE(40);
  const wanted = message.readUInt16BE(42);
  const request = { internalPort, wanted, lifeS, nonce: nonce.toString('hex') };
  const others = [...core.mappings.values()].filter((one) => one.internalPort === internalPort);
  if (others.some((one) => one.nonce !== request.nonce)) result = NOT_AUTHORIZED;
  const { port, grantedS } =
    result === 0 ? map(core, request) : { port: wanted, grantedS: ERROR_LIFE_S };
  const body = Buffer.concat([message.subarray(24, 42), u16(port), externalAddress(core)]);
  return [
    Buffer.concat([pcpHeader({ operation, result, lifeS: grantedS, epochS: core.epochS() }), body]),
  ];
}

const ERROR_LIFE_S = 40;
const NOT_AUTHORIZED = 2;

function pcpHeader(head: {
  operation: number;
  result: number;
  lifeS: number;
  epochS: number;
}): Buffer {
  return Buffer.concat([
    Buffer.from([2, 128 + head.operation, 0, head.result]),
    u32(head.lifeS),
    u32(head.epochS),
    Buffer.alloc(12),
  ]);
}

interface MapRequest {
  readonly internalPort: number;
  readonly wanted: number;
  readonly lifeS: number;
  readonly nonce?: string;
}

function map(core: RouterCore, request: MapRequest): { port: number; grantedS: number } {
  const { internalPort, wanted, lifeS, nonce } = request;
  const { grantsPort, controlResult, longestLifeS } = core.switches;
  if (controlResult !== 0) return { port: wanted, grantedS: 0 };
  if (lifeS === 0) {
    for (const [port, mapping] of core.mappings) {
      const isIt = mapping.internalPort === internalPort && mapping.nonce === nonce;
      if (isIt) core.mappings.delete(port);
    }
    return { port: 0, grantedS: 0 };
  }
  const port = grantsPort ?? wanted;
  const grantedS = Math.min(lifeS, longestLifeS);
  core.mappings.set(port, {
    internalAddress: LOOPBACK,
    internalPort,
    description: '',
    leaseS: grantedS,
    ...(nonce !== undefined && { nonce }),
  });
  return { port, grantedS };
}

function externalAddress({ switches }: RouterCore): Buffer {
  return Buffer.concat([Buffer.from(V4_IN_V6, 'hex'), dotted(switches.externalAddress)]);
}

function dotted(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
