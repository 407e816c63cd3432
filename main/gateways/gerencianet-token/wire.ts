/**
 * The XML of the token mode as it is: camelCase on the issuing host, PascalCase on the web service (efi 5.2, 5.3).
 * Tolerant on purpose: only children are walked, since the name of an answer's root is not certain, unknown elements
 * pass, and a field that is not needed to go on becomes undefined instead of failing the answer.
 */
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import type { ParsedBody } from '../http.ts';

/** An element as it is written: texts and elements, in the order of the keys. */
export interface XmlTree {
  readonly [name: string]: string | XmlTree;
}

const LONGEST_XML = 2_000_000;
const DEEPEST = 20;
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';
/** Documents that bring definitions of their own are none of this gateway's. */
const DEFINITIONS = /<!(?:DOCTYPE|ENTITY)/i;

const parser = new XMLParser({
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  maxNestedTags: DEEPEST,
});

/** One document in one line, as the gateway demands it (efi 5.1). */
export function writeXml(root: string, content: XmlTree): string {
  return `${DECLARATION}${element(root, content)}`;
}

function element(name: string, content: XmlTree[string]): string {
  if (typeof content !== 'string') {
    const inner = Object.entries(content).map(([child, value]) => element(child, value));
    return `<${name}>${inner.join('')}</${name}>`;
  }
  return content === '' ? `<${name}/>` : `<${name}>${escaped(content)}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(content: string): string {
  return content.replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark);
}

/**
 * What lies under the root: elements without children are texts, repeated ones are arrays.
 * Up to 2,000,000 characters and 20 levels, without DTD; entities are the five of XML.
 * @returns undefined for anything else, a document that was cut included
 */
export function readXml(text: string): unknown {
  const document = text.replace(/^\uFEFF/, '').trim();
  if (document.length > LONGEST_XML || DEFINITIONS.test(document) || !isWhole(document))
    return undefined;
  try {
    const parsed = parser.parse(document) as Readonly<Record<string, unknown>>;
    return Object.values(parsed)[0];
  } catch (error) {
    // The reader tells of too many levels with a bare Error.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

const NO_ELEMENTS = /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g;
const TAGS = /<(\/?)([A-Za-z_][\w.:-]*)[^<>]*?(\/?)>/g;

/** The reader closes by itself what was left open: a cut answer would look like a short one. */
function isWhole(document: string): boolean {
  const bare = document.replace(NO_ELEMENTS, '').trim();
  const open: string[] = [];
  for (const [, end, name = '', isEmpty] of bare.matchAll(TAGS)) {
    if (end === '/' && open.pop() !== name) return false;
    if (end === '' && isEmpty === '') open.push(name);
  }
  return open.length === 0 && bare.startsWith('<') && bare.endsWith('>');
}

/** An answer has a status code under its root; a page of HTML has none. */
export function readAnswer(text: string): ParsedBody | undefined {
  const value = readXml(text);
  return statusAnswer.safeParse(value).success ? { value } : undefined;
}

const text = z.string();
const centavos = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);

/** Of the web service, where it is not certain that amounts are centavos: `9990`, `99.90` and `99,90` are one amount. */
const amount = z
  .string()
  .regex(/^\d{1,12}$|^\d{1,10}[.,]\d{2}$/)
  .transform((value) => Number(value.replace(/[.,]/, '')));

/** Missing, empty where an element is due, or of another shape: undefined. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

/** XML does not say whether an element may be repeated: one is read as a list of one. */
function listOf<Schema extends z.ZodType>(schema: Schema) {
  return z.union([z.array(schema), schema.transform((one) => [one])]);
}

const statusAnswer = z.union([z.object({ statusCod: text }), z.object({ StatusCod: text })]);

/** The status code whatever its case; undefined where there is none. */
export function statusOf(body: unknown): string | undefined {
  const parsed = statusAnswer.safeParse(body);
  if (!parsed.success) return undefined;
  return 'statusCod' in parsed.data ? parsed.data.statusCod : parsed.data.StatusCod;
}

const generated = z.object({
  /** Name of the charge at the gateway. */
  chave: text.min(1),
  /** Page of the boleto; the test host sends none. */
  link: maybe(text),
  vencimento: maybe(text),
  valor: maybe(centavos),
  /** Our reference. */
  retorno: maybe(text),
});
export type WireGenerated = z.infer<typeof generated>;

const generatedList = z.object({ cliente: listOf(z.object({ cobranca: listOf(generated) })) });

const earlierAnswer = z.object({
  emitirCobranca: z.object({ resposta: z.object({ cobrancasGeradas: generatedList }) }),
});

const issueError = z.object({
  /** The gateway's code, such as 195. */
  status: maybe(text),
  statusMsg: maybe(text),
  /** Of error 1012: the answer that this request got before. */
  entrada: maybe(earlierAnswer),
});
export type WireIssueError = z.infer<typeof issueError>;

export const issueAnswer = z.object({
  resposta: z.object({
    lote: maybe(text),
    cobrancasGeradas: maybe(generatedList),
    erro: maybe(listOf(issueError)),
  }),
});
export type WireGeneratedList = z.infer<typeof generatedList>;

/** Error of the web service. */
export const messageAnswer = z.object({ Mensagem: text });

const detail = z.object({
  Boleto: z.object({
    /** Its words are not documented. */
    Status: maybe(text),
    /** Face value, or what was paid. */
    Valor: maybe(amount),
    DataVencimento: maybe(text),
    DataPagamento: maybe(text),
  }),
});
export const detailAnswer = detail;
export type WireDetail = z.infer<typeof detail>['Boleto'];

const notice = z.object({
  chave: text.regex(/^[\w.-]{1,64}$/),
  retorno: maybe(text),
  /** One letter: p, f, c, i. */
  status: text.min(1),
  total: maybe(centavos),
  valorPago: maybe(centavos),
  /** Day of payment; its form is not documented. */
  pag: maybe(text),
});
/** One charge of a callback: what it says, not what is so. */
export type WireNotice = z.infer<typeof notice>;

export const callbackDocument = z.object({ cobranca: listOf(notice) });
