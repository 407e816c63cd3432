/** Agreements (convênios) and entries (históricos) of the books, and what an account keeps of them. */
import { z } from 'zod';
import { id, line, nothing } from './fields.ts';

/** The agreement and the three entries of an account. */
export const keptBookkeeping = {
  convenioId: id,
  historicos: z.object({ receipt: id, credit: id, fee: id }),
};

/** What the paper of an account's charges shows. */
export const keptPaper = {
  /** "Mostrar mês de referência" */
  showsReferenceMonth: z.boolean(),
  /** "Calcular vencimento/valor" of an overdue boleto, on its 2ª via. */
  updatesOverdue: z.boolean(),
  /** "Dias para calcular": calendar days after the due date. */
  updateDays: z.int().min(0).max(365),
};

const convenioField = z.object({ id, name: z.string(), bank: z.string() });

const historicoToAdd = z.object({
  code: line(20).min(1, 'required'),
  name: line(80).min(1, 'required'),
  side: z.enum(['receipt', 'credit', 'fee', 'other']),
});
export type HistoricoToAdd = z.infer<typeof historicoToAdd>;

const historicoField = historicoToAdd.extend({ id });
export type HistoricoField = z.infer<typeof historicoField>;

export const bookkeepingCalls = {
  /** What an account may choose from: agreements of the bank `0-Carteira`, and all entries. */
  'accounts.bookkeeping': {
    input: nothing,
    output: z.object({ convenios: z.array(convenioField), historicos: z.array(historicoField) }),
  },
  /** A new agreement gets a current account of its own. */
  'accounts.addConvenio': {
    input: z.object({ name: line(60).min(1, 'required') }),
    output: convenioField,
  },
  'accounts.addHistorico': { input: historicoToAdd, output: historicoField },
};
