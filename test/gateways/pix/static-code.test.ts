import { describe, expect, it } from 'vitest';
import { readBrCode } from '../../../domain/br-code.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type { GatewayAccount } from '../../../main/gateways/gateway.ts';
import { pixDefinition } from '../../../main/gateways/pix/definition.ts';
import { eventsOfPix } from '../../../main/gateways/pix/events.ts';
import { PIX_KEY } from './samples.ts';

const REFERENCE = '0RH5P2S8ABCDEFGHJKMN';
const ORDER = { reference: REFERENCE, amountCents: cents(9_990), name: 'Provedor', city: 'Natal' };

function accountWith(key: string | undefined): GatewayAccount {
  return {
    environment: 'production',
    profile: 'bb',
    credential: (name) => (name === 'production-bb-pix-key' ? key : undefined),
  };
}

describe('the static code of an account', () => {
  it('pays into its key, under the reference of the charge', () => {
    const code = pixDefinition.staticPix?.(ORDER, accountWith(` ${PIX_KEY} `)) ?? '';

    expect(readBrCode(code)).toMatchObject({
      code: { kind: 'static', key: PIX_KEY, txid: REFERENCE, amountCents: 9_990 },
    });
  });

  it.each([
    ['no key', undefined],
    ['a blank one', '  '],
    ['one that is longer than any', 'x'.repeat(78)],
  ])('is not there with %s', (_name, key) => {
    expect(pixDefinition.staticPix?.(ORDER, accountWith(key))).toBeUndefined();
  });

  it.each([PIX_KEY, 'x'.repeat(77), '+5531987654321', '11222333000181'])(
    'holds the key %s',
    (key) => {
      const code = pixDefinition.staticPix?.(ORDER, accountWith(key)) ?? '';

      expect(readBrCode(code)).toMatchObject({ code: { key } });
    },
  );
});

describe('a Pix of a static code', () => {
  const pix = {
    endToEndId: `E${'1'.repeat(31)}`,
    valor: '99.90',
    horario: '2026-11-21T12:00:00.000Z',
    txid: REFERENCE,
  };
  const targetOf = (changes: object) =>
    eventsOfPix({
      pix: { ...pix, ...changes },
      raw: {},
      seenAt: instant('2026-11-21T12:00:00Z'),
    })[0]?.target;

  it('names the charge whose reference it carries, and says that it is one', () => {
    expect(targetOf({ chave: PIX_KEY })).toEqual({
      gatewayId: REFERENCE,
      reference: REFERENCE,
      isStaticCode: true,
    });
  });

  it('names none where the bank does not say to which key it came', () => {
    expect(targetOf({})).toEqual({ gatewayId: REFERENCE });
  });
});
