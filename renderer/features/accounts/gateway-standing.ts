import type { GatewayId } from '../../../domain/account.ts';

/** Whether a gateway can still be chosen for a new account of real money. */
export type GatewayStanding = 'current' | 'legacy' | 'historical';

export const gatewayStandings: Readonly<Record<GatewayId, GatewayStanding>> = {
  efi: 'current',
  asaas: 'current',
  pix: 'current',
  'bank-file': 'current',
  'gerencianet-token': 'legacy',
  'boleto-facil': 'historical',
  juno: 'historical',
};
