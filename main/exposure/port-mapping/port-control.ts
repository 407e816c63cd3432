/**
 * PCP and NAT-PMP share a port: PCP is asked first, and NAT-PMP beside it from the second packet on, since some routers
 * drop what is not of their version instead of saying so.
 */
import { askByDatagram, type DatagramAnswer } from './datagram.ts';
import { openByNatPmp } from './nat-pmp-way.ts';
import { addressRequest, readNatPmp, type NatPmpAnswer } from './nat-pmp.ts';
import { grantOfPcp } from './pcp-way.ts';
import { pcpMapRequest, readPcpMap, type PcpAnswer } from './pcp.ts';
import { ASKED_LIFE_S, SILENT, type Grant, type WayTools } from './way.ts';

const UNSUPPORTED_VERSION = 1;

type Spoken =
  | { readonly kind: 'pcp'; readonly answer: PcpAnswer }
  | { readonly kind: 'nat-pmp'; readonly answer: NatPmpAnswer };

export async function openByPortControl(gateway: string, tools: WayTools): Promise<Grant> {
  const heard = await negotiate(gateway, tools);
  if (heard.kind === 'silent') return SILENT;
  const { value, ownAddress } = heard;
  if (value.kind === 'pcp' && value.answer.result !== UNSUPPORTED_VERSION)
    return grantOfPcp({ gateway, ownAddress }, value.answer, tools);
  return openByNatPmp(gateway, tools);
}

function negotiate(
  gateway: string,
  { request, lan, pace, nonce, signal }: WayTools,
): Promise<DatagramAnswer<Spoken>> {
  const { internalPort, wantedExternalPort: externalPort } = request;
  return askByDatagram<Spoken>({
    to: { address: gateway, port: lan.portControlPort },
    forMs: pace.portControlMs,
    packets: (sending, ownAddress) => {
      const map = pcpMapRequest({
        lifeS: ASKED_LIFE_S,
        ownAddress,
        nonce,
        internalPort,
        externalPort,
      });
      return sending === 0 ? [map] : [map, addressRequest()];
    },
    read: (message) => readSpoken(message, nonce),
    signal,
  });
}

function readSpoken(message: Buffer, nonce: Uint8Array): Spoken | undefined {
  const pcp = readPcpMap(message);
  if (pcp !== undefined)
    return pcp.map === undefined || pcp.map.nonce.equals(nonce)
      ? { kind: 'pcp', answer: pcp }
      : undefined;
  const answer = readNatPmp(message);
  return answer && { kind: 'nat-pmp', answer };
}
