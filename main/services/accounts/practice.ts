/** Practice: an account at the simulator, ready to use, and clients who pay when asked to. */
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { Failure } from '../../../domain/failure.ts';
import { ZERO } from '../../../domain/money.ts';
import { STANDARD_CONVENIO, STANDARD_HISTORICOS } from '../../store/bookkeeping.ts';
import { simulatorIdOf } from '../open-gateways.ts';
import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';
import type { AccountTools } from './account-tools.ts';
import { saveAccount } from './save-account.ts';

/** The simulator account, made at the first call. */
export async function startPractice(
  tools: AccountTools,
  simulator: Pick<SimulatorControl, 'start'>,
): Promise<{ readonly accountId: number }> {
  await simulator.start();
  const known = tools.books.accounts.all().find(({ environment }) => environment === 'simulator');
  if (known !== undefined) return { accountId: known.id };
  return { accountId: saveAccount(tools, PRACTICE_ACCOUNT) };
}

const PRACTICE_ACCOUNT: Parameters<typeof saveAccount>[1] = {
  label: 'Simulador Efí',
  gateway: 'efi',
  profile: null,
  environment: 'simulator',
  instrument: 'bolix',
  isActive: true,
  autoSettle: true,
  sendsOnline: true,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 20,
  feeEstimateCents: ZERO,
  startNumber: null,
  fallbackRank: null,
  terms: {
    ...PLAIN_TERMS,
    fine: { kind: 'percent', value: 200 },
    interest: { kind: 'percent-day', value: 33 },
  },
  messageLines: [],
  convenioId: STANDARD_CONVENIO,
  historicos: STANDARD_HISTORICOS,
  showsReferenceMonth: true,
  updatesOverdue: true,
  updateDays: 365,
  credentials: {},
};

/** The simulated client pays what is due today. */
export async function payInPractice(
  tools: Tools,
  simulator: Pick<SimulatorControl, 'panel'>,
  tituloId: number,
): Promise<void> {
  const charge = tools.books.charges.ofTitulo(tituloId).at(-1);
  if (charge?.environment !== 'simulator') {
    throw new Failure('not-allowed', 'Only charges of the simulator can be paid in practice');
  }
  if (charge.gatewayId === null) {
    throw new Failure('state-not-allowed', 'The charge is not registered yet', {
      state: charge.state,
    });
  }
  const account = tools.books.accounts.getById(charge.accountId);
  const at = { gateway: simulatorIdOf(account), id: charge.gatewayId };
  const outcome = await simulator.panel.act(at, 'pay', {});
  if (outcome.ending === 'refused') {
    throw new Failure('state-not-allowed', 'The simulator did not take the payment', {
      gatewayText: outcome.reason,
    });
  }
}
