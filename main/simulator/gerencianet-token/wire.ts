/** The request of an emission (efi.md 5.2), read and checked element by element. */
import { parseBrazilianDate, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import { isCnpj, isCpf } from '../person-document.ts';
import type { Item, Payer } from '../store/gerencianet-token/charge.ts';
import type { TokenContext } from './context.ts';
import { Refusal, type RefusalName } from './errors.ts';
import { checkContent, listIn, type Content } from './request.ts';
import { childOf, leaf, textIn, type XmlNode } from './xml.ts';

export interface IssueRequest {
  readonly payers: readonly PayerRequest[];
  readonly items: readonly Item[];
  /** Null for a contra-apresentação. */
  readonly dueOn: CivilDate | null;
  readonly discount: Cents;
  readonly freight: Cents;
  /** The payer bears the fee (`btaxa`). */
  readonly passesFeeOn: boolean;
}

interface PayerRequest {
  readonly payer: Payer;
  readonly retorno: string | null;
}

const rootContent: Content = {
  required: ['clientes', 'itens'],
  ordered: ['token', 'clientes', 'itens', 'vencimento', 'opcionais'],
};

const payerContent: Content = {
  required: ['nomeRazaoSocial', 'cpfcnpj', 'cel'],
  ordered: ['nomeRazaoSocial', 'cpfcnpj', 'cel', 'opcionais'],
};

const payerOptions: Content = {
  required: [],
  ordered: [
    'email',
    'cep',
    'rua',
    'numero',
    'bairro',
    'complemento',
    'estado',
    'cidade',
    'retorno',
  ],
};

const itemContent: Content = {
  required: ['descricao', 'valor', 'qtde'],
  ordered: ['descricao', 'valor', 'qtde'],
};

const options: Content = {
  required: [],
  ordered: ['contra', 'btaxa', 'enviarParaMim', 'correios', 'descontoSobreTotal', 'frete'],
  anywhere: ['continuarCobrando'],
};

const PHONE = /^[1-9]{2}9?[0-9]{8}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
const STATE = /^(?:A[CLPM]|BA|CE|DF|ES|GO|M[ATSG]|P[RBAEI]|R[JNSOR]|S[CEP]|TO)$/;
const ASCII = /^[\x20-\x7e]*$/;
const MAX_TEXT = 255;

/** Reads the request below its root, whose token was checked. Refuses what is wrong first. */
export function readIssue(context: TokenContext, root: XmlNode): IssueRequest {
  checkContent(context, root, rootContent);
  const payers = listIn(root, 'clientes', 'cliente').map((node) => readPayer(context, node));
  const items = listIn(root, 'itens', 'item').map((node) => readItem(context, node));
  const extra = childOf(root, 'opcionais');
  if (extra !== undefined) checkContent(context, extra, options);
  const isContra = flagIn(extra, 'contra');
  for (const name of ['enviarParaMim', 'correios']) flagIn(extra, name);
  return {
    payers,
    items,
    dueOn: isContra ? null : readDueDate(root),
    discount: amountIn(extra, 'descontoSobreTotal'),
    freight: amountIn(extra, 'frete'),
    passesFeeOn: flagIn(extra, 'btaxa'),
  };
}

function readPayer(context: TokenContext, node: XmlNode): PayerRequest {
  checkContent(context, node, payerContent);
  const extra = childOf(node, 'opcionais');
  if (extra !== undefined) checkContent(context, extra, payerOptions);
  const name = required(node, 'nomeRazaoSocial', 'name');
  if (context.settings().refusesAccents && !ASCII.test(name))
    refuse('name', node, 'nomeRazaoSocial');
  const document = required(node, 'cpfcnpj', 'document');
  if (!isCpf(document) && !isCnpj(document)) refuse('document', node, 'cpfcnpj');
  const phone = matching(node, 'cel', { pattern: PHONE, refused: 'phone' });
  if (phone === undefined) throw new Refusal('phone', leaf('cel', null));
  return {
    payer: { name, document, phone, ...readContact(extra) },
    retorno: optional(extra, 'retorno', 'element') ?? null,
  };
}

function readContact(extra: XmlNode | undefined): Omit<Payer, 'name' | 'document' | 'phone'> {
  const entries = {
    email: matching(extra, 'email', { pattern: EMAIL, refused: 'email' }),
    zipCode: matching(extra, 'cep', { pattern: /^\d{8}$/, refused: 'address' }),
    street: optional(extra, 'rua', 'address'),
    number: optional(extra, 'numero', 'address'),
    neighborhood: optional(extra, 'bairro', 'address'),
    complement: optional(extra, 'complemento', 'address'),
    state: matching(extra, 'estado', { pattern: STATE, refused: 'address' }),
    city: optional(extra, 'cidade', 'address'),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

function readItem(context: TokenContext, node: XmlNode): Item {
  checkContent(context, node, itemContent);
  const description = required(node, 'descricao', 'item');
  if (description.length > context.settings().maxDescription) refuse('item', node, 'descricao');
  const quantity = wholeIn(node, 'qtde', 'item');
  if (quantity === undefined || quantity < 1) throw new Refusal('item', leaf('qtde', null));
  const value = wholeIn(node, 'valor', 'amount');
  if (value === undefined || value < 1) throw new Refusal('amount', leaf('valor', null));
  return { description, value: cents(value), quantity };
}

function readDueDate(root: XmlNode): CivilDate {
  const text = textIn(root, 'vencimento') ?? '';
  const day = /^\d{2}\/\d{2}\/\d{4}$/.test(text) ? parseBrazilianDate(text) : undefined;
  if (day === undefined) throw new Refusal('due-date', leaf('vencimento', text));
  return day;
}

/** `s` or `n`; absent and empty mean `n`. */
function flagIn(node: XmlNode | undefined, name: string): boolean {
  const text = textIn(node, name) ?? 'n';
  if (text !== 's' && text !== 'n') throw new Refusal('flag', leaf(name, text));
  return text === 's';
}

const amountIn = (node: XmlNode | undefined, name: string): Cents =>
  cents(wholeIn(node, name, 'amount') ?? 0);

/** A whole number without sign, undefined when absent. */
function wholeIn(
  node: XmlNode | undefined,
  name: string,
  refused: RefusalName,
): number | undefined {
  const text = matching(node, name, { pattern: /^\d{1,10}$/, refused });
  return text === undefined ? undefined : Number(text);
}

function required(node: XmlNode, name: string, refused: RefusalName): string {
  const text = optional(node, name, refused);
  if (text === undefined) throw new Refusal(refused, leaf(name, null));
  return text;
}

function optional(
  node: XmlNode | undefined,
  name: string,
  refused: RefusalName,
): string | undefined {
  return matching(node, name, { pattern: /./, refused });
}

interface Rule {
  readonly pattern: RegExp;
  readonly refused: RefusalName;
}

function matching(
  node: XmlNode | undefined,
  name: string,
  { pattern, refused }: Rule,
): string | undefined {
  const text = textIn(node, name);
  if (text !== undefined && (!pattern.test(text) || text.length > MAX_TEXT))
    refuse(refused, node, name);
  return text;
}

function refuse(refused: RefusalName, node: XmlNode | undefined, name: string): never {
  throw new Refusal(refused, leaf(name, textIn(node, name)));
}
