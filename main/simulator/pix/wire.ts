/** Bodies of the API Pix (pix.md 1.4, 1.6, 1.7). Rules between fields live in rules.ts. Unknown fields are ignored. */
import { z } from 'zod';
import { civilDate, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { isCnpj, isCpf } from '../person-document.ts';
import { centsOf, WIRE_AMOUNT } from './money.ts';

const amount = z.string().regex(WIRE_AMOUNT, 'O valor precisa ter a forma 99.90.');

const charged = amount.refine((value) => centsOf(value) > 0, 'O valor não pode ser zero.');

const text = (max: number) => z.string().max(max, `O texto tem mais de ${max} caracteres.`);

const date = z
  .string()
  .refine(isCivilDate, 'A data precisa existir e ter a forma AAAA-MM-DD.')
  .transform((value): CivilDate => civilDate(value));

/** Since 2.9.0 a CNPJ may hold letters; those are taken by their form alone. */
const isCompany = (value: string): boolean =>
  /^[0-9A-Z]{14}$/.test(value) && (!/^\d+$/.test(value) || isCnpj(value));

const person = z
  .object({
    cpf: z.string().refine(isCpf, 'O CPF é inválido.').optional(),
    cnpj: z.string().refine(isCompany, 'O CNPJ é inválido.').optional(),
    nome: text(200).min(1, 'O nome está vazio.'),
    email: z.email('O e-mail é inválido.').optional(),
    logradouro: text(200).optional(),
    cidade: text(200).optional(),
    uf: text(2).optional(),
    cep: text(8).optional(),
  })
  .refine(({ cpf, cnpj }) => (cpf === undefined) !== (cnpj === undefined), {
    message: 'O devedor precisa de CPF ou de CNPJ, e só de um deles.',
  });

/** Examples and some banks carry the number as text (pix.md 1.7). */
const modality = (max: number) =>
  z
    .union([z.int(), z.string().regex(/^\d$/).transform(Number)])
    .refine((value) => value >= 1 && value <= max, 'A modalidade não existe.');

const term = (max: number) => z.object({ modalidade: modality(max), valorPerc: amount });

const base = {
  loc: z.object({ id: z.int() }).optional(),
  chave: text(77).min(1, 'A chave está vazia.'),
  solicitacaoPagador: text(140).optional(),
  infoAdicionais: z
    .array(z.object({ nome: text(50), valor: text(200) }))
    .max(50, 'Há mais de 50 informações adicionais.')
    .optional(),
};

const expiration = z.object({
  expiracao: z.int().positive('A expiração precisa ser maior que zero.').default(86_400),
});

const cobValue = z
  .object({
    original: amount,
    modalidadeAlteracao: z.int().min(0).max(1).optional(),
  })
  .refine(
    ({ original, modalidadeAlteracao }) => centsOf(original) > 0 || modalidadeAlteracao === 1,
    {
      path: ['original'],
      message: 'O valor não pode ser zero.',
    },
  );

const dueCalendar = z.object({
  dataDeVencimento: date,
  validadeAposVencimento: z.int().min(0, 'A validade não pode ser negativa.').default(30),
});

const dueValue = z.object({
  original: charged,
  multa: term(2).optional(),
  juros: term(8).optional(),
  abatimento: term(2).optional(),
  desconto: z
    .object({
      modalidade: modality(6),
      valorPerc: amount.optional(),
      descontoDataFixa: z
        .array(z.object({ data: date, valorPerc: amount }))
        .min(1, 'A lista de descontos está vazia.')
        .max(3, 'Há mais de três descontos.')
        .optional(),
    })
    .optional(),
});

export const cobSchema = z.object({
  ...base,
  calendario: expiration,
  devedor: person.optional(),
  valor: cobValue,
});

export const cobvSchema = z.object({
  ...base,
  calendario: dueCalendar,
  devedor: person,
  valor: dueValue,
});

const removal = z.literal('REMOVIDA_PELO_USUARIO_RECEBEDOR', 'O status não pode ser pedido.');

export const cobPatchSchema = cobSchema.partial().extend({ status: removal.optional() });

export const cobvPatchSchema = cobvSchema.partial().extend({ status: removal.optional() });

export const locationSchema = z.object({ tipoCob: z.enum(['cob', 'cobv']) });

export const refundSchema = z.object({
  valor: charged,
  natureza: z.enum(['ORIGINAL', 'RETIRADA']).default('ORIGINAL'),
  descricao: text(140).optional(),
});

export const webhookSchema = z.object({ webhookUrl: z.string() });

export const configSchema = z.looseObject({});

/** Efí's own call to send callbacks again (efi.md 6.4). */
export const resendSchema = z.object({
  tipo: z.enum(['PIX_RECEBIDO', 'PIX_ENVIADO', 'DEVOLUCAO_RECEBIDA', 'DEVOLUCAO_ENVIADA']),
  e2eids: z.array(z.string()).min(1).max(1000),
});

export type CobPatch = z.output<typeof cobPatchSchema>;
export type CobvPatch = z.output<typeof cobvPatchSchema>;
