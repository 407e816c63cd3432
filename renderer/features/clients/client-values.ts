/** What the form of a client holds, and how it starts. */
import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { dayOfMonth, type CivilDate } from '../../../domain/civil-date.ts';
import type {
  ClientDetail,
  clientToSave,
  ClientToSave,
} from '../../../preload/contract/clients.ts';
import { formatPhone, maskPostalCode } from '../../text/format.ts';

export type ClientValues = z.input<typeof clientToSave>;
export type ClientFormState = UseFormReturn<ClientValues, unknown, ClientToSave>;

const USUAL_DUE_DAY = 10;

export function newClient(startsOn: CivilDate): ClientValues {
  return {
    name: '',
    taxId: '',
    email: '',
    phone: '',
    address: {
      street: '',
      number: '',
      complement: '',
      district: '',
      city: '',
      state: '',
      postalCode: '',
    },
    notes: '',
    isActive: true,
    contract: newContract(startsOn, USUAL_DUE_DAY),
  };
}

/** A client as it was saved, ready to be edited; one without a contract gets a new one. */
export function valuesOf(client: ClientDetail, today: CivilDate): ClientValues {
  const { id, name, taxId, email, phone, address, notes, isActive, contract } = client;
  return {
    ...{ id, name, taxId, email, notes, isActive },
    address: { ...address, postalCode: maskPostalCode(address.postalCode) },
    phone: formatPhone(phone),
    contract: contract ? contractValues(contract) : newContract(today, dayOfMonth(today)),
  };
}

function contractValues(contract: NonNullable<ClientDetail['contract']>): ClientValues['contract'] {
  const { planId, priceCents, dueDay, accountId, billing, login, startsOn } = contract;
  return { planId, priceCents, dueDay, accountId, billing, login, startsOn };
}

function newContract(startsOn: CivilDate, dueDay: number): ClientValues['contract'] {
  return {
    planId: null,
    priceCents: null,
    dueDay,
    accountId: null,
    billing: 'titulo',
    login: '',
    startsOn,
  };
}
