/** The calls of the token mode that Baixa uses (efi 5.1), by the gateway's own names. */
import type { XmlTree } from './wire.ts';

export interface TokenCall {
  readonly operation: string;
  readonly template: string;
  /** Charges are issued at one host, looked up and cancelled at another. */
  readonly host: 'issuing' | 'webservice';
  readonly root: string;
  /** All under the root but the token. */
  readonly content: XmlTree;
}

export const calls = {
  issueBoleto: (content: XmlTree): TokenCall => ({
    operation: 'emiteBoleto',
    template: '/xml/boleto/emite/xml',
    host: 'issuing',
    root: 'boleto',
    content,
  }),
  keyStatus: (chave: string): TokenCall => ({
    operation: 'statusChave',
    template: '/xml/statusChave/xml',
    host: 'issuing',
    root: 'statusChave',
    content: { chave },
  }),
  detail: (chave: string): TokenCall => ({
    operation: 'detalharCobranca',
    template: '/webservice/detalharCobranca',
    host: 'webservice',
    root: 'DetalharCobranca',
    content: { Chave: chave },
  }),
  cancel: (chave: string): TokenCall => ({
    operation: 'cancelarCobranca',
    template: '/webservice/cancelarCobranca',
    host: 'webservice',
    root: 'CancelarCobranca',
    content: { Chave: chave },
  }),
} as const;
