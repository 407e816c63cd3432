/** How the lists of other systems call our fields (exchange 2.4, 2.5), folded to letters and digits. */
import type { ImportField } from '../../../domain/import-fields.ts';

/** The names that come first win where a list has several of them. */
export const headerAliases: Readonly<Record<ImportField, readonly string[]>> = {
  name: split(
    'nome nomecompleto nomecliente nomedocliente nomerazaosocial razaosocial razao nomeclienterazaosocial clientenome cliente assinante nomeres',
  ),
  taxId: split(
    'cpfcnpj cnpjcpf cpfoucnpj cpf cnpj documento documentos doc clientecpfcnpj documentocpfcnpj idclientemigracao',
  ),
  externalId: split(
    'codigocliente codigodocliente codcliente idcliente clienteid identificadorexterno codigo cod id uuidcliente uuid idclientemigracao matricula',
  ),
  email: split('email emails emailcliente emailprincipal correioeletronico'),
  phone: split(
    'celular telefonecelular whatsapp celular1 telefone fone telefone1 celular2 telefone2 telefonecomercial telefoneresidencial contato',
  ),
  street: split('endereco logradouro rua enderecologradouro enderecores'),
  number: split('numero num nro no endereconumero numerores'),
  complement: split('complemento compl enderecocomplemento complementores'),
  district: split('bairro enderecobairro bairrores'),
  city: split('cidade municipio enderecocidade cidaderes'),
  state: split('uf estado enderecouf siglauf estadores'),
  postalCode: split('cep codigopostal enderecocep cepres'),
  dueDay: split(
    'diavencimento diadevencimento diadovencimento diavenc diavcto venc vencimento vencto vcto dia',
  ),
  plan: split('plano planointernet nomeplano nomedoplano planodeinternet contrato numeroplano'),
  price: split(
    'mensalidade valormensalidade valormensal valorplano valordoplano valorcontrato valor preco precoplano',
  ),
  login: split('login loginradius loginpppoe pppoe usuario usuariopppoe'),
  isActive: split('ativo cliativado situacao status statuscontrato contratostatus situacaocliente'),
  billing: split('tipocob tipocobranca tipodecobranca formacobranca formadecobranca cobranca'),
  notes: split('obs observacoes observacao anotacoes notas'),
};

/** Names that mean other things too: what stands under them must look like the field. */
export const ambiguousAliases: ReadonlySet<string> = new Set(
  split(
    'cliente clientenome contato documento documentos doc idclientemigracao venc vencimento vencto vcto dia contrato numeroplano valor situacao status cobranca formacobranca formadecobranca observacao',
  ),
);

function split(words: string): readonly string[] {
  return words.split(' ');
}
