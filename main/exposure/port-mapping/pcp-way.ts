/** A mapping held by PCP. */
import type { RouterEvidence } from '../../../domain/nat-verdict.ts';
import { askByDatagram, type DatagramAnswer } from './datagram.ts';
import { hasRestarted, type Epoch } from './epoch.ts';
import { announceRequest, pcpMapRequest, readAnnounce, readPcpMap, type PcpAnswer } from './pcp.ts';
import {
  ASKED_LIFE_S,
  refused,
  SILENT,
  UNKNOWN_ROUTER,
  type Check,
  type Grant,
  type Held,
  type Holding,
  type WayTools,
} from './way.ts';

interface Peer {
  readonly gateway: string;
  readonly ownAddress: string;
}

/** Judges the answer to a MAP. */
export async function grantOfPcp(peer: Peer, answer: PcpAnswer, tools: WayTools): Promise<Grant> {
  if (answer.result !== 0) return refusalOf(answer);
  const { map } = answer;
  if (map?.internalPort !== tools.request.internalPort) return refused('router-fault');
  const { externalPort, externalAddress } = map;
  const router: RouterEvidence =
    externalAddress === undefined ? UNKNOWN_ROUTER : { kind: 'address', address: externalAddress };
  const epoch = { seconds: answer.epochS, heardAt: tools.clock.now() };
  const held: Held = {
    way: 'pcp',
    internalAddress: peer.ownAddress,
    externalPort,
    lifeS: answer.lifeS,
    isVerified: true,
    router,
  };
  const holding = new PcpHolding({ peer, held, epoch, tools });
  const isOther = externalPort !== tools.request.wantedExternalPort;
  if (!isOther || tools.request.takesOtherPort) return { kind: 'granted', holding };
  await holding.release(tools.signal);
  return refused('port-taken', { offeredPort: externalPort, router });
}

class PcpHolding implements Holding {
  readonly held: Held;
  readonly #peer: Peer;
  readonly #tools: WayTools;
  #epoch: Epoch;

  constructor(parts: { peer: Peer; held: Held; epoch: Epoch; tools: WayTools }) {
    this.held = parts.held;
    this.#peer = parts.peer;
    this.#tools = parts.tools;
    this.#epoch = parts.epoch;
  }

  async renew(signal: AbortSignal): Promise<Grant> {
    const heard = await this.#map(ASKED_LIFE_S, signal);
    if (heard.kind === 'silent') return SILENT;
    const tools = { ...this.#tools, signal };
    return grantOfPcp({ ...this.#peer, ownAddress: heard.ownAddress }, heard.value, tools);
  }

  async check(signal: AbortSignal): Promise<Check> {
    const heard = await this.#ask(signal, (own) => announceRequest(own), readAnnounce);
    if (heard.kind === 'silent') return SILENT;
    if (heard.ownAddress !== this.#peer.ownAddress) return { kind: 'moved' };
    const epoch = { seconds: heard.value.epochS, heardAt: this.#tools.clock.now() };
    if (hasRestarted(this.#epoch, epoch)) return { kind: 'lost' };
    this.#epoch = epoch;
    return { kind: 'held', router: this.held.router };
  }

  async release(signal: AbortSignal): Promise<void> {
    await this.#map(0, signal);
  }

  #map(lifeS: number, signal: AbortSignal): Promise<DatagramAnswer<PcpAnswer>> {
    const { request, nonce } = this.#tools;
    const { internalPort } = request;
    const { externalPort } = this.held;
    return this.#ask(
      signal,
      (ownAddress) => pcpMapRequest({ lifeS, ownAddress, nonce, internalPort, externalPort }),
      readPcpMap,
    );
  }

  #ask(
    signal: AbortSignal,
    packet: (ownAddress: string) => Buffer,
    read: (message: Buffer) => PcpAnswer | undefined,
  ): Promise<DatagramAnswer<PcpAnswer>> {
    const { lan, pace } = this.#tools;
    return askByDatagram<PcpAnswer>({
      to: { address: this.#peer.gateway, port: lan.portControlPort },
      forMs: pace.questionMs,
      packets: (_, ownAddress) => [packet(ownAddress)],
      read,
      signal,
    });
  }
}

/** RFC 6887, 7.4. */
function refusalOf({ result, lifeS }: PcpAnswer): Grant {
  const more = { code: result };
  switch (result) {
    case 2:
      return refused('refused', more);
    case 7:
      return refused('no-public-address', {
        ...more,
        retryAfterS: lifeS,
        router: { kind: 'none' },
      });
    case 8:
    case 10:
      return refused('no-room', { ...more, retryAfterS: lifeS });
    case 11:
      return refused('port-taken', more);
    case 12:
      return refused('another-nat', { ...more, router: { kind: 'nat-before' } });
    default:
      return refused('router-fault', more);
  }
}
