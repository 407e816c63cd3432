/**
 * Opens .pfx and .p12 files. Node itself refuses the RC2 that many Brazilian certificates are still packed with
 * (pix 3.3), and gives neither expiry nor names of what it opens.
 */
import forge from 'node-forge';

/** What a file holds: DER of the certificates, and of one private key (PKCS #8 or, for RSA, PKCS #1). */
export interface OpenedPkcs12 {
  readonly opened: 'yes';
  readonly certificates: readonly Buffer[];
  readonly key: Buffer | undefined;
}

export type Pkcs12Opening =
  | OpenedPkcs12
  | { readonly opened: 'no'; readonly why: 'not-pkcs12' | 'wrong-password' | 'unknown-encryption' };

const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids;

/** @param password empty for a file without one */
export function openPkcs12(file: Buffer, password: string): Pkcs12Opening {
  const tree = readDer(file);
  if (!tree) return { opened: 'no', why: 'not-pkcs12' };
  const opening = openTree(tree, password);
  // Without a password some programs seal with an empty text, others with none at all.
  const isRefused = opening.opened === 'no' && opening.why === 'wrong-password';
  return isRefused && password === '' ? openTree(tree, undefined) : opening;
}

function openTree(tree: forge.asn1.Asn1, password: string | undefined): Pkcs12Opening {
  try {
    return contentOf(forge.pkcs12.pkcs12FromAsn1(tree, false, password));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // The library marks its errors with what it looked for: the shape, or an algorithm; else the seal did not fit.
    if ('errors' in error) return { opened: 'no', why: 'not-pkcs12' };
    return { opened: 'no', why: 'oid' in error ? 'unknown-encryption' : 'wrong-password' };
  }
}

function contentOf(file: forge.pkcs12.Pkcs12Pfx): OpenedPkcs12 {
  const certificates = bagsOf(file, certBag).map((bag) =>
    derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1),
  );
  const [keyed] = [...bagsOf(file, pkcs8ShroudedKeyBag), ...bagsOf(file, keyBag)];
  const key = keyed && derOf(keyed.key ? forge.pki.privateKeyToAsn1(keyed.key) : keyed.asn1);
  return { opened: 'yes', certificates, key };
}

function bagsOf(
  file: forge.pkcs12.Pkcs12Pfx,
  type: string | undefined,
): readonly forge.pkcs12.Bag[] {
  return type === undefined ? [] : (file.getBags({ bagType: type })[type] ?? []);
}

function readDer(file: Buffer): forge.asn1.Asn1 | undefined {
  try {
    return forge.asn1.fromDer(forge.util.createBuffer(file.toString('binary')));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function derOf(tree: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(tree).getBytes(), 'binary');
}
