/** X.509 certificates of an authority of our own, made while a test runs (RFC 5280, only what these tests need). */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** An authority, a server at 127.0.0.1 and a client that the authority vouches for. */
export interface Certificates {
  readonly ca: Certified;
  readonly server: Certified;
  readonly client: Certified;
}

export function makeCertificates(): Certificates {
  const authority = keyPair();
  const ca = certify({ subject: 'CA de teste', keys: authority, isAuthority: true });
  const issuer = { name: 'CA de teste', key: authority.privateKey };
  return {
    ca,
    server: certify({ subject: '127.0.0.1', keys: keyPair(), issuer, hasAddress: true }),
    client: certify({ subject: 'Cliente de teste', keys: keyPair(), issuer }),
  };
}

type KeyPair = ReturnType<typeof keyPair>;

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

interface Request {
  readonly subject: string;
  readonly keys: KeyPair;
  /** Signs itself unless given. */
  readonly issuer?: { readonly name: string; readonly key: KeyObject };
  readonly isAuthority?: boolean;
  readonly hasAddress?: boolean;
}

let serial = 1;

function certify({ subject, keys, issuer, ...flags }: Request): Certified {
  serial += 1;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    algorithm(),
    nameOf(issuer?.name ?? subject),
    sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z'))),
    nameOf(subject),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions(flags))),
  );
  const signature = sign('sha256', body, issuer?.key ?? keys.privateKey);
  const certificate = sequence(body, algorithm(), bits(signature));
  return {
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(certificate),
  };
}

function extensions(flags: Pick<Request, 'isAuthority' | 'hasAddress'>): readonly Buffer[] {
  const isAuthority = flags.isAuthority === true;
  const constraints = isAuthority ? sequence(der(0x01, Buffer.from([0xff]))) : sequence();
  const address = sequence(der(0x87, Buffer.from([127, 0, 0, 1])));
  return [
    // basicConstraints, and subjectAltName for the server.
    sequence(objectId(0x55, 0x1d, 0x13), der(0x04, constraints)),
    ...(flags.hasAddress === true
      ? [sequence(objectId(0x55, 0x1d, 0x11), der(0x04, address))]
      : []),
  ];
}

/** A value with its tag and length. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : [0x82, Math.floor(length / 0x100), length % 0x100];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);

const objectId = (...bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));

const bits = (value: Buffer): Buffer => der(0x03, Buffer.from([0]), value);

/** ecdsa-with-SHA256. */
const algorithm = (): Buffer => sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

/** A distinguished name that is only a common name. */
const nameOf = (text: string): Buffer =>
  sequence(der(0x31, sequence(objectId(0x55, 0x04, 0x03), der(0x0c, Buffer.from(text)))));

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
