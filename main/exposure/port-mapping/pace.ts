/** How long each step may take, in milliseconds. Tests shorten it. */
export interface MappingPace {
  /** PCP and NAT-PMP together; their answer comes within one round trip or never. */
  readonly portControlMs: number;
  /** One further NAT-PMP or PCP question, sent four times. */
  readonly questionMs: number;
  /** Routers answer a search within MX (2 s), and one second more is granted. */
  readonly searchMs: number;
  /** What is still waited for after the first router answered a search. */
  readonly searchGraceMs: number;
  /** One HTTP exchange with the router. */
  readonly webMs: number;
  /** Before the one repeat after UPnP 501. */
  readonly afterFailedActionMs: number;
  /** All of the deleting when the mapping is closed. */
  readonly releaseMs: number;
}

export const defaultPace: MappingPace = {
  portControlMs: 2_000,
  questionMs: 4_000,
  searchMs: 3_000,
  searchGraceMs: 500,
  webMs: 4_000,
  afterFailedActionMs: 5_000,
  releaseMs: 5_000,
};
