/** Everything that is known of the addresses between this computer and the gateways, and what follows from it. */
import { judgeNat, type NatVerdict, type RouterEvidence } from '../../../domain/nat-verdict.ts';
import { findPublicAddress, type PublicAddressFinding } from './find-public-address.ts';
import { listLocalAddresses, type LocalAddress, type ReadInterfaces } from './local-addresses.ts';
import type { AddressSource, SourcePorts } from './sources.ts';

export interface AddressSurvey {
  readonly local: readonly LocalAddress[];
  readonly router: RouterEvidence;
  readonly seen: PublicAddressFinding;
  readonly nat: NatVerdict;
}

export interface SurveyQuestion {
  /** Asked only when named; none by default. */
  readonly sources: readonly AddressSource[];
  /** From port mapping, or as the operator read it on the router. */
  readonly router: RouterEvidence;
}

export interface SurveyPorts extends Omit<SourcePorts, 'family'> {
  readonly readInterfaces?: ReadInterfaces | undefined;
}

/** IPv4 only, since no gateway is known to call IPv6. Never rejects. */
export async function surveyAddresses(
  { sources, router }: SurveyQuestion,
  ports: SurveyPorts = {},
): Promise<AddressSurvey> {
  const local = listLocalAddresses(ports.readInterfaces);
  const seen = await findPublicAddress(sources, { ...ports, family: 4 });
  const evidence = {
    local: local.filter(({ link }) => link === 'real').map(({ address }) => address),
    router,
    seen: seen.kind === 'found' ? seen.address : undefined,
  };
  return { local, router, seen, nat: judgeNat(evidence, ports.judge) };
}
