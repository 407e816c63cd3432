/** A mapping held by NAT-PMP. */
import type { RouterEvidence } from '../../../domain/nat-verdict.ts';
import { askByDatagram, type DatagramAnswer } from './datagram.ts';
import { hasRestarted, type Epoch } from './epoch.ts';
import { addressRequest, natPmpMapRequest, readNatPmp, type NatPmpAnswer } from './nat-pmp.ts';
import {
  ASKED_LIFE_S,
  refused,
  SILENT,
  type Check,
  type Grant,
  type Held,
  type Holding,
  type Refused,
  type WayTools,
} from './way.ts';

/** The address is asked for first, since a router without one can open nothing. */
export async function openByNatPmp(
  gateway: string,
  tools: WayTools,
  externalPort = tools.request.wantedExternalPort,
): Promise<Grant> {
  const heard = await askAddress(gateway, tools);
  if (heard.kind === 'silent') return SILENT;
  if (heard.value.kind !== 'address' || heard.value.result !== 0) return refusalOf(heard.value);
  const router: RouterEvidence = { kind: 'address', address: heard.value.address };
  return mapByNatPmp({ gateway, router, externalPort }, tools);
}

interface Wanted {
  readonly gateway: string;
  readonly router: RouterEvidence;
  readonly externalPort: number;
}

async function mapByNatPmp(wanted: Wanted, tools: WayTools): Promise<Grant> {
  const { gateway, router, externalPort } = wanted;
  const heard = await askMap(gateway, { externalPort, lifeS: ASKED_LIFE_S }, tools);
  if (heard.kind === 'silent') return SILENT;
  const { value, ownAddress } = heard;
  if (value.kind !== 'map' || value.result !== 0) return refusalOf(value);
  const held: Held = {
    way: 'nat-pmp',
    internalAddress: ownAddress,
    externalPort: value.externalPort,
    lifeS: value.lifeS,
    isVerified: true,
    router,
  };
  const epoch = { seconds: value.epochS, heardAt: tools.clock.now() };
  const holding = new NatPmpHolding({ gateway, held, epoch, tools });
  const isOther = value.externalPort !== tools.request.wantedExternalPort;
  if (!isOther || tools.request.takesOtherPort) return { kind: 'granted', holding };
  await holding.release(tools.signal);
  return refused('port-taken', { offeredPort: value.externalPort, router });
}

class NatPmpHolding implements Holding {
  readonly held: Held;
  readonly #gateway: string;
  readonly #tools: WayTools;
  #epoch: Epoch;

  constructor(parts: { gateway: string; held: Held; epoch: Epoch; tools: WayTools }) {
    this.held = parts.held;
    this.#gateway = parts.gateway;
    this.#tools = parts.tools;
    this.#epoch = parts.epoch;
  }

  renew(signal: AbortSignal): Promise<Grant> {
    return openByNatPmp(this.#gateway, { ...this.#tools, signal }, this.held.externalPort);
  }

  async check(signal: AbortSignal): Promise<Check> {
    const heard = await askAddress(this.#gateway, { ...this.#tools, signal });
    if (heard.kind === 'silent') return SILENT;
    if (heard.ownAddress !== this.held.internalAddress) return { kind: 'moved' };
    const epoch = { seconds: heard.value.epochS, heardAt: this.#tools.clock.now() };
    if (hasRestarted(this.#epoch, epoch)) return { kind: 'lost' };
    this.#epoch = epoch;
    return { kind: 'held', router: routerOf(heard.value) };
  }

  async release(signal: AbortSignal): Promise<void> {
    await askMap(this.#gateway, { externalPort: 0, lifeS: 0 }, { ...this.#tools, signal });
  }
}

function routerOf(answer: NatPmpAnswer): RouterEvidence {
  if (answer.kind !== 'address' || answer.result !== 0) return { kind: 'none' };
  return { kind: 'address', address: answer.address };
}

function askAddress(gateway: string, tools: WayTools): Promise<DatagramAnswer<NatPmpAnswer>> {
  return ask(gateway, addressRequest(), tools, (answer) => answer.kind !== 'map');
}

function askMap(
  gateway: string,
  map: { readonly externalPort: number; readonly lifeS: number },
  tools: WayTools,
): Promise<DatagramAnswer<NatPmpAnswer>> {
  const { internalPort } = tools.request;
  const isOurs = (answer: NatPmpAnswer): boolean =>
    answer.kind === 'error' || (answer.kind === 'map' && answer.internalPort === internalPort);
  return ask(gateway, natPmpMapRequest({ internalPort, ...map }), tools, isOurs);
}

function ask(
  gateway: string,
  packet: Buffer,
  { lan, pace, signal }: WayTools,
  isOurs: (answer: NatPmpAnswer) => boolean,
): Promise<DatagramAnswer<NatPmpAnswer>> {
  return askByDatagram<NatPmpAnswer>({
    to: { address: gateway, port: lan.portControlPort },
    forMs: pace.questionMs,
    packets: () => [packet],
    read: (message) => {
      const answer = readNatPmp(message);
      return answer && isOurs(answer) ? answer : undefined;
    },
    signal,
  });
}

/** RFC 6886, 3.5. */
function refusalOf({ result: code }: NatPmpAnswer): Refused {
  if (code === 2) return refused('refused', { code });
  if (code === 3) return refused('no-public-address', { code, router: { kind: 'none' } });
  if (code === 4) return refused('no-room', { code });
  return refused('router-fault', { code });
}
