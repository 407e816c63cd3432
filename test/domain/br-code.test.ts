import { generatePixPayload, getPixPayloadInfo } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { createStaticPix, hasError, isDynamicPix, isStaticPix, parsePix } from 'pix-utils';
import { describe, expect, it } from 'vitest';
import {
  brCodeChecksum,
  buildDynamicPix,
  buildStaticPix,
  readBrCode,
} from '../../domain/br-code.ts';
import { cents } from '../../domain/money.ts';
import vectors from '../fixtures/br-code/vectors.json' with { type: 'json' };

describe('the checksum', () => {
  it('is CRC-16/CCITT-FALSE', () => {
    expect(brCodeChecksum('123456789')).toBe('29B1');
  });
});

describe('reading', () => {
  it.each(vectors.positive.map((vector) => [vector.id, vector.payload] as const))(
    'takes %s',
    (_, payload) => {
      expect(readBrCode(payload).reading).toBe('code');
    },
  );

  it.each(vectors.negative.map(({ id, payload }) => [id, payload] as const))(
    'refuses %s',
    (_, payload) => {
      expect(readBrCode(payload).reading).toBe('fault');
    },
  );

  it('tells an immediate charge, one with a due date, and a recurrence apart by the address', () => {
    const kinds = vectors.positive.map(({ id, payload }) => {
      const read = readBrCode(payload);
      return [id, read.reading === 'code' ? read.code : undefined];
    });
    const byId = Object.fromEntries(kinds) as Record<string, unknown>;

    expect(byId['OFF-DYNAMIC']).toMatchObject({ kind: 'dynamic', charge: 'cob' });
    expect(byId['GEN-D1']).toMatchObject({ kind: 'dynamic', charge: 'cobv' });
    expect(byId['OFF-REC-J4']).toMatchObject({
      kind: 'dynamic',
      recurrence: expect.stringContaining('/rec/'),
    });
    expect(byId['OFF-REC-J2']).toMatchObject({ kind: 'recurrence' });
  });

  it.each([
    ['3', 300],
    ['1.', 100],
    ['.10', 10],
    ['99.9', 9_990],
    ['1234.56', 123_456],
  ])('takes an amount written as %s', (text, amount) => {
    const body = `00020126360014br.gov.bcb.pix01141234567800019552040000530398654${String(text.length).padStart(2, '0')}${text}5802BR5901N6001C62070503***6304`;

    const read = readBrCode(body + brCodeChecksum(body));

    expect(read).toMatchObject({ reading: 'code', code: { amountCents: amount } });
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(fc.property(fc.string(), (text) => void readBrCode(text)));
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => void readBrCode(`000201${text}6304ABCD`),
      ),
    );
  });
});

describe('building', () => {
  it.each(vectors.positive.flatMap((vector) => ('input' in vector ? [vector] : [])))(
    'gives $id to the letter',
    ({ payload, input }) => {
      const { key, name, city, amount, txid } = input as Record<string, string>;
      const description = (input as Record<string, string>)['info'];

      const built = buildStaticPix({
        key: key ?? '',
        name: name ?? '',
        city: city ?? '',
        ...(amount === undefined ? {} : { amountCents: cents(Math.round(Number(amount) * 100)) }),
        ...(txid === undefined ? {} : { txid }),
        ...(description === undefined ? {} : { description }),
      });

      expect(built).toBe(payload);
    },
  );

  it('gives the dynamic code of GEN-D1 to the letter', () => {
    const wanted = vectors.positive.find(({ id }) => id === 'GEN-D1')?.payload;

    const built = buildDynamicPix({
      location: 'qrcodepix.bb.com.br/pix/v2/cobv/11111111-2222-3333-4444-555555555555',
      name: 'PROVEDOR TESTE LTDA',
      city: 'SAO PAULO',
    });

    expect(built).toBe(wanted);
  });

  const staticPix = fc.record({
    key: fc.uuid(),
    amountCents: fc.integer({ min: 1, max: 99_999_999 }).map(cents),
    txid: fc.stringMatching(/^[A-Za-z0-9]{1,25}$/),
    name: fc.stringMatching(/^[A-Z][A-Z0-9]{0,24}$/),
    city: fc.stringMatching(/^[A-Z][A-Z0-9]{0,14}$/),
  });

  it('is the same as an independent library builds, ten thousand times', () => {
    fc.assert(
      fc.property(staticPix, (pix) => {
        const theirs = generatePixPayload({
          key: pix.key,
          merchantName: pix.name,
          merchantCity: pix.city,
          amount: pix.amountCents / 100,
          txid: pix.txid,
        });

        expect(buildStaticPix(pix)).toBe(theirs);
      }),
      { numRuns: 10_000 },
    );
  });

  it('is the same as a second library builds, ten thousand times', () => {
    fc.assert(
      fc.property(staticPix, (pix) => {
        const theirs = createStaticPix({
          pixKey: pix.key,
          merchantName: pix.name,
          merchantCity: pix.city,
          transactionAmount: pix.amountCents / 100,
          txid: pix.txid,
        });

        expect(hasError(theirs) ? theirs.message : theirs.toBRCode()).toBe(buildStaticPix(pix));
      }),
      { numRuns: 10_000 },
    );
  });

  it('is read back by that library, key and address alike', () => {
    const location = fc
      .stringMatching(/^[a-z0-9]{1,30}$/)
      .map((token) => `pix.example.com/qr/v2/cobv/${token}`);
    fc.assert(
      fc.property(staticPix, location, (pix, address) => {
        const { name, city } = pix;

        const fixed = readByPixUtils(buildStaticPix(pix));
        const dynamic = readByPixUtils(buildDynamicPix({ location: address, name, city }));

        expect(isStaticPix(fixed) && [fixed.pixKey, fixed.txid, fixed.transactionAmount]).toEqual([
          pix.key,
          pix.txid,
          pix.amountCents / 100,
        ]);
        expect(isDynamicPix(dynamic) && dynamic.url).toBe(address);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(vectors.positive.map(({ id, payload }) => [id, payload] as const))(
    'of %s is taken by that library as well',
    (_, payload) => {
      expect(hasError(parsePix(payload))).toBe(false);
    },
  );

  it.each(vectors.negative.map(({ id, payload }) => [id, payload] as const))(
    'of %s is refused by that library as well',
    (_, payload) => {
      expect(hasError(parsePix(payload))).toBe(true);
    },
  );

  it('is read back by us and by an independent library', () => {
    fc.assert(
      fc.property(staticPix, (pix) => {
        const built = buildStaticPix(pix);

        expect(readBrCode(built)).toMatchObject({
          reading: 'code',
          code: { ...pix, kind: 'static' },
        });
        expect(getPixPayloadInfo(built)).toMatchObject({ txid: pix.txid });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a key that is too long', { key: 'k'.repeat(78) }],
    ['a txid with a hyphen', { txid: 'FAT-1' }],
    ['an amount of nothing', { amountCents: cents(0) }],
    ['a description that does not fit beside the key', { description: 'D'.repeat(60) }],
  ])('refuses %s', (_, change) => {
    const pix = { key: '123e4567-e12b-12d1-a456-426655440000', name: 'N', city: 'C', ...change };

    expect(() => buildStaticPix(pix)).toThrow(RangeError);
  });
});

function readByPixUtils(payload: string) {
  const pix = parsePix(payload);
  if (hasError(pix)) throw new Error(pix.message);
  return pix;
}
