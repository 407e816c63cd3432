/** The ways in from outside that an operator can set up. */

export const ddnsProviders = ['no-ip', 'dyn', 'dynu', 'he', 'other', 'duckdns'] as const;
export type DdnsProviderId = (typeof ddnsProviders)[number];

export interface TunnelWaySettings {
  readonly kind: 'tunnel';
  /** Where names are asked for, `https://…`. */
  readonly host: string;
  readonly name: string;
}

export interface DdnsWaySettings {
  readonly kind: 'ddns';
  readonly provider: DdnsProviderId;
  /** The name that gateways call, for example `provedor.ddns.net`. */
  readonly name: string;
  readonly user: string;
  /** E-mail of whoever answers for the updates. */
  readonly contact: string;
  /** In place of the provider's own; `other` needs one. */
  readonly endpoint: string;
  readonly externalPort: number;
  /** Asks the router to forward the port. */
  readonly forwardsPort: boolean;
}

export interface FixedWaySettings {
  /** `other-tunnel`: a program of the operator's own, such as cloudflared, brings the address here. */
  readonly kind: 'fixed' | 'other-tunnel';
  readonly baseUrl: string;
}

export type WaySettings = TunnelWaySettings | DdnsWaySettings | FixedWaySettings;

export interface ExposureSettings {
  /** In the order of preference; none while practising. */
  readonly ways: readonly WaySettings[];
  /** Whether services outside may be asked for the public address. */
  readonly asksOutside: boolean;
  /** Raised at every save: what stopped a way before is forgotten then. */
  readonly revision: number;
}
