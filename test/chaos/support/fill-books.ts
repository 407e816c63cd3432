/** What every round begins with: a company, an account at the simulator, clients and some títulos for each. */
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { addDays, civilDateOf } from '../../../domain/civil-date.ts';
import { isCpf } from '../../../domain/cpf-cnpj.ts';
import { cents } from '../../../domain/money.ts';
import { systemClock } from '../../../main/clock.ts';
import type { Input } from '../../../preload/contract/api.ts';
import type { CoreProcess } from './core-process.ts';

/** Four títulos of 200 for each: the gateway takes 13 of one payer and day, with those that are sent again. */
const CLIENTS = 50;

/** What the simulated Efí takes for a paid boleto. */
const FEE = cents(150);

const address = {
  street: 'Rua das Acácias',
  number: '120',
  complement: '',
  district: 'Centro',
  city: 'Ouro Preto',
  state: 'MG',
  postalCode: '35400-000',
};

/** The account of the rounds; its number is 1, the first of new books. */
export const accountForm = (sendsOnline: boolean): Input<'accounts.save'> => ({
  label: 'Simulador Efí',
  gateway: 'efi',
  profile: null,
  environment: 'simulator',
  instrument: 'bolix',
  isActive: true,
  autoSettle: true,
  sendsOnline,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 30,
  feeEstimateCents: FEE,
  startNumber: null,
  fallbackRank: null,
  terms: PLAIN_TERMS,
  messageLines: [],
  credentials: {},
});

/** @returns the ids of the account and of its títulos */
export async function fillBooks(
  core: CoreProcess,
  { titulos, sendsOnline }: { readonly titulos: number; readonly sendsOnline: boolean },
) {
  await core.call('company.save', {
    legalName: 'Provedor Serra Azul Ltda',
    tradeName: 'Serra Azul',
    taxId: '11.222.333/0001-81',
    phone: '(31) 3551-0000',
    email: 'contato@provedor.test',
    address,
  });
  const account = await core.call('accounts.save', accountForm(sendsOnline));
  const clientIds: number[] = [];
  for (let index = 0; index < CLIENTS; index += 1) {
    clientIds.push((await core.call('clients.save', clientForm(index))).id);
  }
  const tituloIds: number[] = [];
  for (let index = 0; index < titulos; index += 1) {
    const clientId = clientIds[index % CLIENTS] ?? 0;
    const order = tituloOf(index, { clientId, accountId: account.id });
    tituloIds.push((await core.call('titulos.create', order)).id);
  }
  return { accountId: account.id, tituloIds };
}

/** Values and days differ: a gateway minds charges that are all alike. */
function tituloOf(
  index: number,
  whose: { readonly clientId: number; readonly accountId: number },
): Input<'titulos.create'> {
  return {
    ...whose,
    description: `Internet ${100 + index}M`,
    faceCents: cents(4_990 + 37 * index),
    dueOn: addDays(civilDateOf(systemClock.now()), 10 + (index % 11)),
    competence: null,
  };
}

function clientForm(index: number): Input<'clients.save'> {
  return {
    name: `Cliente Número ${nameOf(index)}`,
    taxId: cpfOf(index),
    email: `cliente${index}@example.com`,
    // The gateway's limits know a payer by telephone too.
    phone: `(31) 98765-${4_000 + index}`,
    address,
    notes: '',
    isActive: true,
    contract: {
      planId: null,
      priceCents: cents(9_990),
      dueDay: 10,
      accountId: null,
      billing: 'titulo',
      login: '',
      startsOn: civilDateOf(systemClock.now()),
    },
  };
}

function nameOf(index: number): string {
  return String(index).replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'.charAt(Number(digit)));
}

function cpfOf(index: number): string {
  const body = String(123_456_000 + index);
  const ends = Array.from({ length: 100 }, (_, end) => String(end).padStart(2, '0'));
  const end = ends.find((candidate) => isCpf(body + candidate));
  if (end === undefined) throw new Error(`No CPF begins with ${body}`);
  return body + end;
}
