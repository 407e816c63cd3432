/** The only place that names concrete gateways. */
import type { GatewayId } from '../../domain/account.ts';
import { Failure } from '../../domain/failure.ts';
import { asaasDefinition } from './asaas/definition.ts';
import { boletoFacilDefinition } from './boleto-facil/definition.ts';
import { efiDefinition } from './efi/definition.ts';
import type { GatewayDefinition } from './gateway.ts';
import { gerencianetTokenDefinition } from './gerencianet-token/definition.ts';
import { junoDefinition } from './juno/definition.ts';
import { pixDefinition } from './pix/definition.ts';

/** The gateways that this version can speak to. */
export const gatewayDefinitions: ReadonlyMap<GatewayId, GatewayDefinition> = new Map([
  [efiDefinition.id, efiDefinition],
  [asaasDefinition.id, asaasDefinition],
  [gerencianetTokenDefinition.id, gerencianetTokenDefinition],
  [boletoFacilDefinition.id, boletoFacilDefinition],
  [junoDefinition.id, junoDefinition],
  [pixDefinition.id, pixDefinition],
]);

/** @throws Failure `not-found` for a gateway that this version does not have */
export function definitionOf(id: GatewayId): GatewayDefinition {
  const definition = gatewayDefinitions.get(id);
  if (!definition) throw new Failure('not-found', 'This version has no such gateway', { id });
  return definition;
}
