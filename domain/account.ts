/** The gateways of the product, by the name of their folders. */
export const gatewayIds = [
  'efi',
  'gerencianet-token',
  'boleto-facil',
  'juno',
  'asaas',
  'pix',
  'bank-file',
] as const;
export type GatewayId = (typeof gatewayIds)[number];

/** Whose money it is: real, the gateway's own test host, or the simulator inside the app. */
export const environments = ['production', 'homologation', 'simulator'] as const;
export type Environment = (typeof environments)[number];

/** How a charge can be paid. A bolix is a boleto that carries a Pix QR of the same charge. */
export const instruments = ['boleto', 'bolix', 'pix'] as const;
export type Instrument = (typeof instruments)[number];
