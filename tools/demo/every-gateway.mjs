/** Every gateway with what a practice account of it needs. The demonstration and the end-to-end tests share it. */

/** @typedef {import('../../preload/contract/api.ts').Input<'accounts.save'>} AccountForm */

/**
 * @typedef {object} PracticeGateway
 * @property {string} label of its account
 * @property {string} simulator its id at the simulator
 * @property {string} shortName of the gateway, as the list of títulos has it
 * @property {AccountForm['gateway']} gateway
 * @property {string | null} profile
 * @property {AccountForm['instrument']} instrument
 * @property {'boleto' | 'pix' | 'none'} paper what we print of it; none where the boleto is on a page of the gateway alone
 * @property {'each-charge' | 'account' | 'site' | 'nowhere'} url who holds our callback address: the charge, the
 *   account at the gateway (written by its API), the gateway's site (typed there), or nobody, so that we have to ask
 * @property {number} feeEstimateCents what the simulated gateway keeps and does not tell; 0 where it tells
 * @property {string} client of the sample list, who pays here
 */

/** @type {readonly PracticeGateway[]} */
export const everyGateway = [
  {
    label: 'Simulador Efí',
    simulator: 'efi',
    shortName: 'Efí',
    gateway: 'efi',
    profile: null,
    instrument: 'bolix',
    paper: 'boleto',
    url: 'each-charge',
    feeEstimateCents: 1_50,
    client: 'Fátima Vasconcelos da Pereira',
  },
  {
    label: 'Asaas de prática',
    simulator: 'asaas',
    shortName: 'Asaas',
    gateway: 'asaas',
    profile: null,
    instrument: 'bolix',
    paper: 'boleto',
    url: 'account',
    feeEstimateCents: 0,
    client: 'Antônio Galvão Araújo',
  },
  {
    label: 'Pix do Banco do Brasil',
    simulator: 'pix-bb',
    shortName: 'Pix',
    gateway: 'pix',
    profile: 'bb',
    instrument: 'pix',
    paper: 'pix',
    url: 'nowhere',
    feeEstimateCents: 0,
    client: 'Davi Silva Magalhães',
  },
  {
    label: 'Pix da Efí',
    simulator: 'pix-efi',
    shortName: 'Pix',
    gateway: 'pix',
    profile: 'efi',
    instrument: 'pix',
    paper: 'pix',
    url: 'account',
    feeEstimateCents: 1,
    client: 'Inês Santos Teixeira',
  },
  {
    label: 'Boleto Fácil de prática',
    simulator: 'boleto-facil',
    shortName: 'Boleto Fácil',
    gateway: 'boleto-facil',
    profile: null,
    instrument: 'boleto',
    paper: 'boleto',
    url: 'each-charge',
    feeEstimateCents: 0,
    client: 'Mônica Teixeira de Oliveira',
  },
  {
    label: 'Juno de prática',
    simulator: 'juno',
    shortName: 'Juno',
    gateway: 'juno',
    profile: null,
    instrument: 'bolix',
    paper: 'boleto',
    url: 'account',
    feeEstimateCents: 0,
    client: 'Letícia Assunção da Santos',
  },
  {
    label: 'Gerencianet por token',
    simulator: 'gerencianet-token',
    shortName: 'Gerencianet (token)',
    gateway: 'gerencianet-token',
    profile: null,
    instrument: 'boleto',
    paper: 'none',
    url: 'site',
    feeEstimateCents: 1_50,
    client: 'Joana Gonçalves Barbosa',
  },
];

/**
 * The form of its account at the simulator, as it is saved.
 *
 * @param {PracticeGateway} practice
 * @returns {AccountForm}
 */
export function accountFormOf({ label, gateway, profile, instrument, feeEstimateCents }) {
  return {
    label,
    gateway,
    profile,
    instrument,
    environment: 'simulator',
    isActive: true,
    autoSettle: true,
    sendsOnline: true,
    forwardsEmail: false,
    closesOnGatewayCancel: true,
    sendDaysBeforeDue: 20,
    feeEstimateCents: /** @type {AccountForm['feeEstimateCents']} */ (feeEstimateCents),
    startNumber: null,
    fallbackRank: null,
    terms: {
      fine: { kind: 'none', value: 0 },
      interest: { kind: 'none', value: 0 },
      discount: { kind: 'none', value: 0, daysBefore: 0 },
      payableDays: 29,
      countsFrom: 'due',
      rounding: 'exact-half-up',
      isContra: false,
    },
    messageLines: [],
    credentials: {},
  };
}
