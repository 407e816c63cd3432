import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import {
  certificateTexts,
  readIdentity,
  type CertificateFiles,
} from '../../../main/gateways/pix/certificate.ts';
import { makeCertificates } from '../../simulator/pix/certificates.ts';

interface Stored {
  readonly certificate: string;
  readonly files: Readonly<Record<string, string>>;
}

const stored = JSON.parse(
  readFileSync(new URL('../../fixtures/pix/certificates.json', import.meta.url), 'utf8'),
) as Stored;
const { client, ca } = makeCertificates();
const other = makeCertificates().client;

const NONE: CertificateFiles = {
  certificate: undefined,
  privateKey: undefined,
  password: undefined,
  extraCa: undefined,
};
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const identify = (files: Partial<CertificateFiles>) => readIdentity({ ...NONE, ...files });

describe('the certificate of an account', () => {
  it.each([
    [
      'a .pfx with RC2-40, which Node refuses',
      { certificate: stored.files['rc2'], password: 'segredo' },
    ],
    ['a .pfx with RC2-40 and no password', { certificate: stored.files['rc2WithoutPassword'] }],
    ['a .pfx with triple DES', { certificate: stored.files['tripleDes'], password: 'segredo' }],
    [
      'a .p12 with AES and a key on a curve',
      { certificate: stored.files['aesOfCurve'], password: 'segredo' },
    ],
    ['a .p12 with AES and no password', { certificate: stored.files['aesWithoutPassword'] }],
    ['a PEM with its key', { certificate: base64(client.cert + client.key) }],
    ['a PEM that was pasted as it is', { certificate: client.key + client.cert }],
    [
      'a PEM with its key in a file of its own',
      { certificate: base64(client.cert), privateKey: base64(client.key) },
    ],
    [
      'a chain whose own certificate stands last',
      { certificate: base64(ca.cert + client.cert), privateKey: base64(client.key) },
    ],
    [
      'a DER with its key',
      { certificate: base64(derOf(client.cert)), privateKey: base64(derOf(client.key)) },
    ],
  ])('is read from %s', (_what, files) => {
    const identity = identify(files);

    expect(identity.certificate).toMatchObject({
      state: 'ready',
      startsAt: '2020-01-01T00:00:00.000Z',
      expiresAt: '2049-12-31T23:59:59.000Z',
    });
    expect(() => createSecureContext(identity.tls)).not.toThrow();
  });

  it('is shown with its chain, its own certificate first', () => {
    const { tls } = identify({ certificate: base64(ca.cert + client.cert + client.key) });

    const shown = String(tls.cert).match(/-----BEGIN CERTIFICATE-----/g);
    expect(shown).toHaveLength(2);
    expect(String(tls.cert).startsWith(client.cert)).toBe(true);
  });

  it.each([
    ['a picture', { certificate: base64('GIF89a, and no certificate') }, 'no-certificate-file'],
    [
      'a PKCS #12 without certificate shape',
      { certificate: base64(Buffer.from([0x30, 0x03, 0x02, 0x01, 0x07])) },
      'no-certificate-file',
    ],
    [
      'a wrong password',
      { certificate: stored.files['rc2'], password: 'errada' },
      'wrong-password',
    ],
    ['a password that is missing', { certificate: stored.files['tripleDes'] }, 'wrong-password'],
    [
      'a .p12 without key',
      { certificate: stored.files['withoutKey'], password: 'segredo' },
      'no-key',
    ],
    ['a PEM without key', { certificate: base64(client.cert) }, 'no-key'],
    [
      'a key that is none',
      { certificate: base64(client.cert), privateKey: base64('x') },
      'no-key-file',
    ],
    [
      'the key of another certificate',
      { certificate: base64(client.cert), privateKey: base64(other.key) },
      'key-of-another',
    ],
    [
      'a wrong authority',
      { certificate: base64(client.cert + client.key), extraCa: base64('x') },
      'no-ca-file',
    ],
  ] as const)('says what is wrong with %s', (_what, files, problem) => {
    expect(identify(files).certificate).toEqual({ state: 'broken', problem });
  });

  it('says that the password of a sealed key is wrong', () => {
    const sealed = sealedKey('segredo');

    const wrong = identify({
      certificate: base64(sealed.certificate),
      privateKey: base64(sealed.key),
      password: 'x',
    });
    const right = identify({
      certificate: base64(sealed.certificate),
      privateKey: base64(sealed.key),
      password: 'segredo',
    });

    expect(wrong.certificate).toEqual({ state: 'broken', problem: 'wrong-password' });
    expect(right.certificate).toMatchObject({ state: 'ready' });
  });

  it('is missing where none was given, and trusts an authority of its own all the same', () => {
    const { certificate, tls } = identify({ extraCa: base64(derOf(ca.cert)) });

    expect(certificate).toEqual({ state: 'missing' });
    expect(tls.ca).toContain(ca.cert);
    expect((tls.ca as readonly string[]).length).toBeGreaterThan(50);
  });

  it('has a sentence for everything that can be wrong', () => {
    const texts = Object.values(certificateTexts);

    expect(texts.filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
}

/** A key in PEM that opens with a password alone. */
function sealedKey(passphrase: string): { readonly certificate: string; readonly key: string } {
  const key = createPrivateKey(client.key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    .toString();
  return { certificate: client.cert, key };
}
