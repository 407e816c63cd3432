/** Our words -> the elements of an issue, in the order that the gateway's own samples have (efi 5.2). */
import { formatCivilDate } from '../../../domain/civil-date.ts';
import type { ChargeToIssue, Payer, PayerAddress } from '../charge.ts';
import type { XmlTree } from './wire.ts';

/** What the account says beside its token. */
export interface IssueSettings {
  /** `btaxa`: the gateway's fee is added to what the payer pays. */
  readonly passesFee: boolean;
  /** `continuarCobrando`, whose meaning is not documented: not sent unless it is filled in. */
  readonly keepsCharging?: string;
}

/** Longest description seen in use; the real limit is not documented. */
const LONGEST_DESCRIPTION = 95;

/** All under `<boleto>` but the token. The same charge always gives the same elements: a repeat must be equal. */
export function boletoContent(charge: ChargeToIssue, settings: IssueSettings): XmlTree {
  const { isContra } = charge.terms;
  return {
    clientes: { cliente: clientContent(charge) },
    itens: {
      item: {
        descricao: plainText(charge.description).slice(0, LONGEST_DESCRIPTION),
        valor: String(charge.amountCents),
        qtde: '1',
      },
    },
    ...(!isContra && { vencimento: formatCivilDate(charge.dueOn) }),
    opcionais: {
      contra: isContra ? 's' : 'n',
      btaxa: settings.passesFee ? 's' : 'n',
      enviarParaMim: 'n',
      ...(settings.keepsCharging !== undefined && { continuarCobrando: settings.keepsCharging }),
      correios: 'n',
      descontoSobreTotal: '0',
      frete: '0',
    },
  };
}

function clientContent({ payer, reference }: ChargeToIssue): XmlTree {
  const { name, taxId, phone } = payer;
  return {
    nomeRazaoSocial: plainText(name),
    ...(taxId && { cpfcnpj: taxId.digits }),
    ...(phone !== undefined && { cel: phone }),
    opcionais: { ...contactContent(payer), retorno: reference },
  };
}

function contactContent({ email, address }: Payer): XmlTree {
  return { ...(email !== undefined && { email }), ...(address && addressContent(address)) };
}

function addressContent(address: PayerAddress): XmlTree {
  return {
    cep: address.postalCode,
    rua: plainText(address.street),
    numero: plainText(address.number),
    bairro: plainText(address.district),
    complemento: plainText(address.complement ?? ''),
    estado: address.state,
    cidade: plainText(address.city),
  };
}

/** Names went without accents, and neither line breaks nor tabs are allowed (efi 5.1). */
export function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
