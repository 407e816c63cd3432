/** What differs between the banks of the API Pix, as far as it is known (pix 3, efi 6). */
import type { GatewayProfile } from '../gateway.ts';
import type { Hosts } from '../opening.ts';

export type ProfileId = 'bb' | 'efi';

export interface BankProfile extends GatewayProfile {
  readonly id: ProfileId;
  /** Without path. */
  readonly apiHosts: Hosts;
  readonly tokenHosts: Hosts;
  /** What stands before `/cob` in every path. */
  readonly apiPath: string;
  /** Whether the token is asked for with a form or with JSON; the other one is refused (pix 3.2, efi 6.1). */
  readonly tokenBody: 'form' | 'json';
  /** Whether every call carries an application key in its query. */
  readonly hasAppKey: boolean;
  /** Environments whose usual host takes no call without a certificate. */
  readonly certificateIn: ReadonlySet<'production' | 'homologation'>;
  /** Longest window of GET /pix. */
  readonly windowDays: number;
  readonly pageSize: number;
  /**
   * `secret-in-query`: the bank can be asked to leave our certificate check out, and the address carries a secret.
   * `plain`: the address as it is.
   */
  readonly webhook: 'plain' | 'secret-in-query';
  readonly longestWebhookUrl: number;
  /** The simulator's fixed login. */
  readonly simulated: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly pixKey: string;
    readonly appKey?: string;
  };
}

const PRACTICE_KEY = 'pix@provedor.example';

const BB: BankProfile = {
  id: 'bb',
  label: 'Banco do Brasil',
  apiHosts: {
    production: 'https://api-pix.bb.com.br',
    homologation: 'https://api.extranet.hm.bb.com.br',
  },
  tokenHosts: {
    production: 'https://oauth.bb.com.br',
    homologation: 'https://oauth.hm.bb.com.br',
  },
  apiPath: '/pix/v2',
  tokenBody: 'form',
  hasAppKey: true,
  certificateIn: new Set(['production']),
  // Longer windows are refused, and more than fifty entries were never seen on a page (pix 3.6).
  windowDays: 5,
  pageSize: 50,
  webhook: 'plain',
  longestWebhookUrl: 140,
  simulated: {
    clientId: 'sandbox',
    clientSecret: 'sandbox',
    pixKey: PRACTICE_KEY,
    appKey: 'sandbox',
  },
};

const EFI_HOSTS: Hosts = {
  production: 'https://pix.api.efipay.com.br',
  homologation: 'https://pix-h.api.efipay.com.br',
};

const EFI: BankProfile = {
  id: 'efi',
  label: 'Efí (Gerencianet)',
  apiHosts: EFI_HOSTS,
  tokenHosts: EFI_HOSTS,
  apiPath: '/v2',
  tokenBody: 'json',
  hasAppKey: false,
  certificateIn: new Set(['production', 'homologation']),
  // Neither is documented: a month, and the size that the standard takes when none is asked for (pix 1.9).
  windowDays: 31,
  pageSize: 100,
  webhook: 'secret-in-query',
  longestWebhookUrl: 2_000,
  simulated: {
    clientId: 'Client_Id_sandbox',
    clientSecret: 'Client_Secret_sandbox',
    pixKey: PRACTICE_KEY,
  },
};

export const profiles: readonly BankProfile[] = [BB, EFI];

/** The first one for an account without profile. */
export function profileOf(id: string | undefined): BankProfile {
  return profiles.find((profile) => profile.id === id) ?? BB;
}
