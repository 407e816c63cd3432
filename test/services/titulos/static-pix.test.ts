import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBrCode } from '../../../domain/br-code.ts';
import { cents } from '../../../domain/money.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { receiveByHand } from '../../../main/services/titulos/receive-by-hand.ts';
import { tituloDetail } from '../../../main/services/titulos/titulo-detail.ts';
import type { AccountToStore } from '../../../main/store/accounts.ts';
import { force, openTill, TODAY, told, type Till } from '../../support/till.ts';

const PIX: Partial<AccountToStore> = { gateway: 'pix', profile: 'bb', instrument: 'pix' };

let till: Till;

beforeEach(() => openWith(PIX));

afterEach(() => till.close());

function openWith(account: Partial<AccountToStore>): void {
  till = openTill({ account });
  till.books.settings.writeCompany({
    legalName: 'Conexão São João Provedor de Internet Ltda',
    tradeName: '',
    taxId: '11222333000181',
    phone: '',
    email: '',
    address: {
      street: 'Rua A',
      number: '1',
      complement: '',
      district: 'Centro',
      city: 'São Gonçalo do Rio Abaixo',
      state: 'MG',
      postalCode: '35400000',
    },
  });
}

const codeOf = (tituloId: number) => tituloDetail(till.tools, tituloId).staticPix;

function receive(tituloId: number, amountCents: number): void {
  receiveByHand(till.tools, {
    tituloId,
    amountCents: cents(amountCents),
    discountCents: cents(0),
    paidOn: TODAY,
    method: 'cash',
  });
}

describe('the static code of a título', () => {
  it('asks for the balance with key and reference, in names that every reader takes', () => {
    const { id } = till.titulo();

    const code = codeOf(id) ?? '';

    expect(readBrCode(code)).toEqual({
      reading: 'code',
      code: {
        kind: 'static',
        key: 'pix@provedor.example',
        amountCents: 10_000,
        txid: till.chargeOf(id).reference,
        name: 'Conexao Sao Joao Provedor',
        city: 'Sao Goncalo do',
      },
    });
  });

  it('asks for the rest of a título that was paid in part', () => {
    const { id } = till.titulo();
    receive(id, 4_000);

    expect(readBrCode(codeOf(id) ?? '')).toMatchObject({ code: { amountCents: 6_000 } });
  });

  it('ends when the charge is registered', () => {
    const titulo = till.titulo();
    till.register(till.chargeOf(titulo.id), 'BAIXA0X');

    expect(codeOf(titulo.id)).toBeNull();
  });

  it.each(['sending', 'sent', 'unknown', 'closing', 'rejected', 'discarded'] as const)(
    'is not there while the charge is %s',
    (state) => {
      const { id } = till.titulo();
      force(till, till.chargeOf(id), state);

      expect(codeOf(id)).toBeNull();
    },
  );

  it('is not there for a título that is paid', () => {
    const { id } = till.titulo();
    receive(id, 10_000);

    expect(codeOf(id)).toBeNull();
  });

  it('is not there for a título that is cancelled', () => {
    const { id } = till.titulo();
    cancelTitulo(till.tools, id, 'engano');

    expect(codeOf(id)).toBeNull();
  });

  it('is not there while money of the título waits for a yes', () => {
    till.close();
    openWith({ ...PIX, autoSettle: false });
    const { titulo } = till.registered('g1');
    till.apply(told('paid', 'g1', { amountCents: 10_000 }));

    expect(codeOf(titulo.id)).toBeNull();
  });

  it('is not there at a gateway that has no such codes', () => {
    till.close();
    openWith({ gateway: 'efi' });

    expect(codeOf(till.titulo().id)).toBeNull();
  });

  it('is not there until the account has a key', () => {
    till.close();
    openWith({ ...PIX, environment: 'production' });

    expect(codeOf(till.titulo().id)).toBeNull();
  });

  it('is not there until the company has a name', () => {
    till.db.exec('DELETE FROM company');

    expect(codeOf(till.titulo().id)).toBeNull();
  });
});
