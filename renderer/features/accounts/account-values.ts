/** What the form of an account holds, and how it starts. */
import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { ZERO } from '../../../domain/money.ts';
import type {
  accountToSave,
  AccountDetail,
  AccountToSave,
  GatewayForm,
} from '../../../preload/contract/accounts.ts';

export type AccountValues = z.input<typeof accountToSave>;
export type AccountFormState = UseFormReturn<AccountValues, unknown, AccountToSave>;

const SEND_DAYS_BEFORE_DUE = 20;

/** A new account of this gateway: tests come first, everything automatic. */
export function newAccountOf(gateway: GatewayForm): AccountValues {
  return {
    label: '',
    gateway: gateway.id,
    profile: gateway.profiles[0]?.id ?? null,
    ...offersOf(gateway),
    isActive: true,
    autoSettle: true,
    sendsOnline: true,
    forwardsEmail: false,
    closesOnGatewayCancel: true,
    sendDaysBeforeDue: SEND_DAYS_BEFORE_DUE,
    feeEstimateCents: ZERO,
    startNumber: null,
    fallbackRank: null,
    terms: { ...PLAIN_TERMS, payableDays: payableDaysOf(gateway, PLAIN_TERMS.payableDays) },
    messageLines: [],
    convenioId: 1,
    historicos: { receipt: 1, credit: 2, fee: 3 },
    showsReferenceMonth: true,
    updatesOverdue: true,
    updateDays: 365,
    credentials: {},
  };
}

/** The environment and instrument that a gateway starts with. */
export function offersOf(gateway: GatewayForm): Pick<AccountValues, 'environment' | 'instrument'> {
  const tests = gateway.environments.find((environment) => environment === 'homologation');
  return {
    environment: tests ?? gateway.environments[0] ?? 'simulator',
    instrument: gateway.instruments[0] ?? 'boleto',
  };
}

/** `days` within what the gateway takes. */
export function payableDaysOf({ payableDays }: GatewayForm, days: number): number {
  return Math.max(payableDays.minimum, Math.min(payableDays.maximum, days));
}

/** An account as it was saved, ready to be edited. */
export function valuesOf(account: AccountDetail): AccountValues {
  return {
    id: account.id,
    label: account.label,
    gateway: account.gateway,
    profile: account.profile,
    environment: account.environment,
    instrument: account.instrument,
    isActive: account.isActive,
    autoSettle: account.autoSettle,
    sendsOnline: account.sendsOnline,
    forwardsEmail: account.forwardsEmail,
    closesOnGatewayCancel: account.closesOnGatewayCancel,
    sendDaysBeforeDue: account.sendDaysBeforeDue,
    feeEstimateCents: account.feeEstimateCents,
    startNumber: account.startNumber,
    fallbackRank: account.fallbackRank,
    terms: account.terms,
    messageLines: account.messageLines,
    convenioId: account.convenioId,
    historicos: account.historicos,
    showsReferenceMonth: account.showsReferenceMonth,
    updatesOverdue: account.updatesOverdue,
    updateDays: account.updateDays,
    credentials: {},
  };
}
