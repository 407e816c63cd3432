/** The certificate that a bank asks for on every call (mTLS): read from whatever file the operator has, and checked. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { rootCertificates, type SecureContextOptions } from 'node:tls';
import { fromMs, type Instant } from '../../../domain/instant.ts';
import { openPkcs12 } from './pkcs12.ts';

/** Files as the vault keeps them, in base64; each is PEM, DER or PKCS #12. */
export interface CertificateFiles {
  readonly certificate: string | undefined;
  /** Where the certificate's file does not hold it. */
  readonly privateKey: string | undefined;
  readonly password: string | undefined;
  /** An authority to trust beside those of the system (pix 3.3). */
  readonly extraCa: string | undefined;
}

export type CertificateProblem =
  | 'no-certificate-file'
  | 'no-key'
  | 'no-key-file'
  | 'wrong-password'
  | 'unknown-encryption'
  | 'key-of-another'
  | 'no-ca-file';

/** The texts of what is wrong with the files, and of dates that do not hold. */
export const certificateTexts: Readonly<
  Record<CertificateProblem | 'expired' | 'not-yet' | 'missing', string>
> = {
  missing: 'Falta o certificado: este banco não atende nenhuma chamada sem ele.',
  'no-certificate-file':
    'O arquivo do certificado não é um certificado: são aceitos .pfx, .p12, .pem e .crt.',
  'no-key':
    'Falta a chave privada: ela não está no arquivo do certificado. Envie também o arquivo .key, ou um .pfx com os dois.',
  'no-key-file': 'O arquivo da chave privada não é uma chave: é aceito o .key em formato PEM.',
  'wrong-password': 'A senha do certificado não abre o arquivo.',
  'unknown-encryption':
    'O arquivo do certificado usa uma criptografia que não é conhecida. Exporte-o de novo como .pfx.',
  'key-of-another': 'A chave privada é de outro certificado: os dois arquivos não formam um par.',
  'no-ca-file':
    'O arquivo da autoridade extra não é um certificado: são aceitos .crt, .cer, .der e .pem.',
  expired: 'O certificado está vencido: gere um novo no banco e troque-o na conta.',
  'not-yet': 'O certificado ainda não vale: confira a data do computador.',
};

export interface ReadyCertificate {
  readonly state: 'ready';
  readonly startsAt: Instant;
  readonly expiresAt: Instant;
}

export interface Identity {
  readonly certificate:
    | ReadyCertificate
    | { readonly state: 'missing' }
    | { readonly state: 'broken'; readonly problem: CertificateProblem };
  /** What a TLS connection of the account uses; empty where it needs nothing of its own. */
  readonly tls: SecureContextOptions;
}

export function readIdentity(files: CertificateFiles): Identity {
  const authorities = readAuthorities(files.extraCa);
  if (!authorities) return broken('no-ca-file');
  if (files.certificate === undefined)
    return { certificate: { state: 'missing' }, tls: authorities };
  const pair = readPair({ ...files, certificate: files.certificate });
  if (typeof pair === 'string') return broken(pair);
  const { chain, key } = pair;
  const leaf = chain.find((one) => one.checkPrivateKey(key));
  if (!leaf) return broken('key-of-another');
  const inOrder = [leaf, ...chain.filter((one) => one !== leaf)];
  return {
    certificate: {
      state: 'ready',
      startsAt: fromMs(Date.parse(leaf.validFrom)),
      expiresAt: fromMs(Date.parse(leaf.validTo)),
    },
    tls: {
      ...authorities,
      cert: inOrder.map((one) => one.toString()).join(''),
      key: key.export({ type: 'pkcs8', format: 'pem' }),
    },
  };
}

interface Pair {
  readonly chain: readonly X509Certificate[];
  readonly key: KeyObject;
}

function readPair(
  files: CertificateFiles & { readonly certificate: string },
): Pair | CertificateProblem {
  const file = bytesOf(files.certificate);
  const chain = readCertificates(file);
  if (!chain) return readPfx(file, files);
  const ownKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(file.toString('latin1'))
    ? file
    : undefined;
  return withKey(chain, ownKey, files);
}

function readPfx(file: Buffer, files: CertificateFiles): Pair | CertificateProblem {
  const opening = openPkcs12(file, files.password ?? '');
  if (opening.opened === 'no')
    return opening.why === 'not-pkcs12' ? 'no-certificate-file' : opening.why;
  const chain = opening.certificates.map((der) => new X509Certificate(der));
  if (chain.length === 0) return 'no-certificate-file';
  return withKey(chain, opening.key, files);
}

/** The key that came with the certificate, else the one of its own file. */
function withKey(
  chain: readonly X509Certificate[],
  own: Buffer | undefined,
  { privateKey, password }: CertificateFiles,
): Pair | CertificateProblem {
  const bytes = own ?? (privateKey === undefined ? undefined : bytesOf(privateKey));
  if (!bytes) return 'no-key';
  const key = readKey(bytes, password);
  return typeof key === 'string' ? key : { chain, key };
}

function readKey(bytes: Buffer, password: string | undefined): KeyObject | CertificateProblem {
  const text = bytes.toString('latin1');
  const isPem = text.includes('-----BEGIN');
  const isSealed = /-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(text);
  const forms = isPem
    ? [{ key: bytes, format: 'pem', passphrase: password ?? '' } as const]
    : (['pkcs8', 'pkcs1', 'sec1'] as const).map(
        (type) => ({ key: bytes, format: 'der', type }) as const,
      );
  for (const form of forms) {
    const key = orUndefined(() => createPrivateKey(form));
    if (key) return key;
  }
  return isSealed ? 'wrong-password' : 'no-key-file';
}

/** One certificate in DER, or all of a PEM file; undefined for anything else. */
function readCertificates(file: Buffer): readonly X509Certificate[] | undefined {
  const blocks = file
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  return orUndefined(() => (blocks ?? [file]).map((block) => new X509Certificate(block)));
}

/** The system's authorities as well: Node would drop them for those that are given. */
function readAuthorities(file: string | undefined): SecureContextOptions | undefined {
  if (file === undefined) return {};
  const extra = readCertificates(bytesOf(file));
  return extra && { ca: [...rootCertificates, ...extra.map((one) => one.toString())] };
}

/** A PEM may have been pasted as it is. */
function bytesOf(file: string): Buffer {
  return file.startsWith('-----BEGIN') ? Buffer.from(file, 'latin1') : Buffer.from(file, 'base64');
}

function broken(problem: CertificateProblem): Identity {
  return { certificate: { state: 'broken', problem }, tls: {} };
}

// OpenSSL says in many ways that it cannot read something, and none of them says more.
function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
