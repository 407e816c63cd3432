/** fetch-balance and request-transfer (juno.md 1.7). */
import { cents, subtract, type Cents } from '../../../domain/money.ts';
import type { BoletoFacilContext } from './context.ts';
import { optionalCents } from './fields.ts';
import type { Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { reais } from './views.ts';

interface Balance {
  readonly all: Cents;
  readonly withheld: Cents;
  readonly transferable: Cents;
}

function balanceOf(context: BoletoFacilContext): Balance {
  const all = context.payments.balanceCents();
  const withheld = cents(Math.max(0, Math.min(context.settings().withheldCents, all)));
  return { all, withheld, transferable: cents(Math.max(0, subtract(all, withheld))) };
}

export function fetchBalance(context: BoletoFacilContext): unknown {
  const { all, withheld, transferable } = balanceOf(context);
  return {
    balance: reais(all),
    withheldBalance: reais(withheld),
    transferableBalance: reais(transferable),
  };
}

/** Moves an amount out of the balance, all that can be moved when none is given. */
export function requestTransfer(context: BoletoFacilContext, parameters: Parameters): unknown {
  const { transferable } = balanceOf(context);
  const amount = optionalCents(parameters, 'amount') ?? transferable;
  if (amount === 0 || amount > transferable)
    throw new Refusal('Saldo insuficiente para transferência');
  context.payments.addTransfer(amount, context.now());
  return null;
}
