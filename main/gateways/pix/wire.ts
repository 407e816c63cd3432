/**
 * The JSON of API Pix 2.9.0 as banks really send it (pix 1.6-1.11, 3.5, 3.6, efi 6). Written by hand: the published schema has
 * faults of its own. Tolerant on purpose: unknown keys pass, a status is any text, a number may be a text, a field that
 * is not needed to go on becomes undefined. Money and rates are texts with a point.
 */
import { z } from 'zod';

/** Some answers are padded with NUL (pix 3.6). */
const text = z.string().transform((value) => value.replace(/\p{Cc}/gu, '').trim());
const name = text.refine((value) => value !== '');
const decimal = z.union([name, z.number().transform((value) => value.toFixed(2))]);
const whole = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.int());

/** Missing, null or of another shape: undefined. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

/** 32 letters and digits, ours to put into an address (pix 1.4). */
const endToEndId = text.pipe(z.string().regex(/^[A-Za-z0-9]{32}$/));

const component = maybe(z.object({ valor: maybe(decimal) }));

export const devolucao = z.object({
  id: name,
  valor: decimal,
  status: text,
  natureza: maybe(text),
  horario: maybe(z.object({ solicitacao: maybe(text), liquidacao: maybe(text) })),
});
export type WireRefund = z.infer<typeof devolucao>;

export const pix = z.object({
  endToEndId,
  valor: decimal,
  /** Absent in a Pix to the key alone; 1 to 35 characters of somebody's choice. */
  txid: maybe(name),
  chave: maybe(name),
  horario: maybe(text),
  componentesValor: maybe(
    z.object({
      multa: component,
      juros: component,
      desconto: component,
      abatimento: component,
    }),
  ),
  /** The published example shows an object where the schema says a list (pix 1.9). */
  devolucoes: maybe(
    z.union([z.array(devolucao), devolucao.transform((one): (typeof one)[] => [one])]),
  ),
  /** Efí's own. */
  gnExtras: maybe(z.object({ tarifa: maybe(decimal) })),
});
export type WirePix = z.infer<typeof pix>;

const location = maybe(name);

/** An answer about cob or cobv. */
export const charge = z.object({
  txid: name,
  status: text,
  calendario: z.object({
    criacao: maybe(text),
    /** Seconds, of cob. */
    expiracao: maybe(whole),
    /** Of cobv. */
    dataDeVencimento: maybe(text),
    validadeAposVencimento: maybe(whole),
  }),
  valor: z.object({ original: decimal }),
  pixCopiaECola: maybe(name),
  location,
  loc: maybe(z.object({ location })),
  recebedor: maybe(z.object({ nome: maybe(name), nomeFantasia: maybe(name), cidade: maybe(name) })),
  pix: maybe(z.array(z.unknown())),
});
export type WireCharge = z.infer<typeof charge>;

/** An empty object stands for nothing. */
const term = z
  .union([
    z.object({ modalidade: whole, valorPerc: decimal }),
    z.strictObject({}).transform(() => undefined),
  ])
  .nullish();

/** `valor` of a cobv, whole: a revision that leaves a part out takes it away (pix 1.6). */
export const cobvWithTerms = z.object({
  valor: z.object({
    original: decimal,
    multa: term,
    juros: term,
    abatimento: term,
    desconto: z
      .union([
        z.object({
          modalidade: whole,
          valorPerc: decimal.nullish(),
          descontoDataFixa: z.array(z.object({ data: text, valorPerc: decimal })).nullish(),
        }),
        z.strictObject({}).transform(() => undefined),
      ])
      .nullish(),
  }),
});
export type WireTerms = z.infer<typeof cobvWithTerms>['valor'];

const paging = maybe(
  z.object({
    paginacao: maybe(z.object({ paginaAtual: maybe(whole), quantidadeDePaginas: maybe(whole) })),
  }),
);
export const pixPage = z.object({ parametros: paging, pix: z.array(z.unknown()) });
export const chargePage = z.object({ parametros: paging, cobs: z.array(z.unknown()) });
export type WirePaging = z.infer<typeof paging>;

export const tokenAnswer = z.object({
  access_token: name,
  expires_in: whole,
  scope: maybe(text),
});

/** A callback: the wrapper of the standard, or the bare list of some banks (pix 2). */
export const callbackBody = z.union([
  z.object({ pix: z.array(z.unknown()) }),
  z.array(z.unknown()).transform((list) => ({ pix: list })),
]);

/** Efí tries an address with one of these before it takes it (efi 6.4). */
export const probeBody = z.object({ evento: name });

/** An entry of a callback; `idEnvio` marks a Pix that the account itself sent (efi 6.4). */
export const callbackEntry = z.object({
  endToEndId,
  txid: maybe(name),
  tipo: maybe(text),
  gnExtras: maybe(z.object({ idEnvio: maybe(name) })),
});

/** All shapes of errors at once; which one it is shows by what is there (pix 1.11, 3.5, efi 6.3). */
export const errorBody = z.object({
  erros: maybe(
    z.array(
      z.object({
        codigo: maybe(z.union([text, z.number().transform(String)])),
        mensagem: maybe(text),
        ocorrencia: maybe(text),
        caminho: maybe(text),
        chave: maybe(text),
      }),
    ),
  ),
  statusCode: maybe(whole),
  message: maybe(text),
  type: maybe(text),
  title: maybe(text),
  detail: maybe(text),
  numeroOcorrencia: maybe(text),
  correlationId: maybe(text),
  violacoes: maybe(z.array(z.object({ razao: maybe(text), propriedade: maybe(text) }))),
  error: maybe(text),
  error_description: maybe(text),
  nome: maybe(text),
  mensagem: maybe(text),
});
export type WireError = z.infer<typeof errorBody>;

/** Bodies that we send. */
export interface DebtorBody {
  readonly cpf?: string;
  readonly cnpj?: string;
  readonly nome: string;
  readonly email?: string;
  readonly logradouro?: string;
  readonly cidade?: string;
  readonly uf?: string;
  readonly cep?: string;
}

export interface TermBody {
  readonly modalidade: number;
  readonly valorPerc: string;
}

export interface DiscountBody {
  readonly modalidade: number;
  readonly valorPerc?: string;
  readonly descontoDataFixa?: readonly { readonly data: string; readonly valorPerc: string }[];
}

export interface AmountBody {
  readonly original: string;
  readonly multa?: TermBody;
  readonly juros?: TermBody;
  readonly abatimento?: TermBody;
  readonly desconto?: DiscountBody;
}

export interface CobvBody {
  readonly calendario: {
    readonly dataDeVencimento: string;
    readonly validadeAposVencimento: number;
  };
  readonly devedor: DebtorBody;
  readonly valor: AmountBody;
  readonly chave: string;
  readonly solicitacaoPagador: string;
}

export interface CobBody {
  readonly calendario: { readonly expiracao: number };
  readonly devedor?: Pick<DebtorBody, 'cpf' | 'cnpj' | 'nome'>;
  readonly valor: { readonly original: string };
  readonly chave: string;
  readonly solicitacaoPagador: string;
}
