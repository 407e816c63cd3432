import { createServer, type Server } from 'node:https';

/** PEM texts: the server's own key and certificate, and the authority whose client certificates are taken. */
export interface TlsOptions {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly key: string;
  readonly cert: string;
  readonly clientCa: string;
}

/**
 * A server that speaks to callers with a certificate of the given authority alone, as the banks' Pix hosts do
 * (pix.md 1.1). Throws what OpenSSL throws when key or certificate cannot be read.
 */
export function createTlsServer({ key, cert, clientCa }: TlsOptions): Server {
  return createServer({
    key,
    cert,
    ca: clientCa,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  });
}
