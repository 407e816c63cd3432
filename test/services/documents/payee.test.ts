import { afterEach, beforeEach, expect, it } from 'vitest';
import { payeeOf } from '../../../main/services/documents/paper-of-titulo.ts';
import { openTill, type Till } from '../../support/till.ts';

let till: Till;

beforeEach(() => {
  till = openTill();
});

afterEach(() => till.close());

const company = {
  name: 'Provedor Serra Azul Ltda',
  taxId: '11.222.333/0001-81',
  addressLines: ['Rua A, 1', 'Centro'],
};

it('prints the company where the gateway has no payee of its own', () => {
  const payee = payeeOf(till.tools, till.account.id, company);

  expect(payee).toEqual(company);
});

it('prints who registers the boletos under the company, before its address', () => {
  const { id } = till.addAccount({ gateway: 'boleto-facil', instrument: 'boleto' });

  const payee = payeeOf(till.tools, id, company);

  expect(payee).toEqual({
    ...company,
    addressLines: ['BoletoBancario.com 21.018.182/0001-06', 'Rua A, 1', 'Centro'],
  });
});
