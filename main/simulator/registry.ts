import { createAsaas } from './asaas/gateway.ts';
import { createBoletoFacil } from './boleto-facil/gateway.ts';
import { createEfi } from './efi/gateway.ts';
import type { GatewayFactory } from './gateway.ts';
import { createGerencianetToken } from './gerencianet-token/gateway.ts';
import { createJuno } from './juno/gateway.ts';
import { createPixBb, createPixEfi } from './pix/gateway.ts';

/** Every simulated gateway by its id, which is also the first part of its path. */
export const gatewayFactories: Readonly<Record<string, GatewayFactory>> = {
  asaas: createAsaas,
  'boleto-facil': createBoletoFacil,
  efi: createEfi,
  'gerencianet-token': createGerencianetToken,
  juno: createJuno,
  'pix-bb': createPixBb,
  'pix-efi': createPixEfi,
};
