import { Failure } from '../../domain/failure.ts';
import type { Historicos } from './accounts.ts';
import type { Db } from './open.ts';

/** What the books begin with, for an account that names nothing else and for money received by hand. */
export const STANDARD_CONVENIO = 1;
export const STANDARD_HISTORICOS: Historicos = { receipt: 1, credit: 2, fee: 3 };

/** Agreements that keep the money here; a bank's own come with its files. */
export const CARTEIRA = '0-Carteira';

/** An agreement (convênio): the current account that gets the money of the gateways under it. */
export interface Convenio {
  readonly id: number;
  readonly name: string;
  /** `0-Carteira`, or a bank. */
  readonly bank: string;
  readonly cashAccountId: number;
}

export const historicoSides = ['receipt', 'credit', 'fee', 'other'] as const;
export type HistoricoSide = (typeof historicoSides)[number];

/** An entry (histórico) under which postings stand. */
export interface Historico {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly side: HistoricoSide;
}

interface ConvenioRow {
  readonly id: number;
  readonly name: string;
  readonly bank: string;
  readonly cash_account_id: number;
}

export function createBookkeeping(db: Db) {
  const convenio = db.prepare<[number], ConvenioRow>(
    'SELECT id, name, bank, cash_account_id FROM convenios WHERE id = ?',
  );
  const convenios = db.prepare<[string], ConvenioRow>(
    'SELECT id, name, bank, cash_account_id FROM convenios WHERE bank = ? ORDER BY fold(name), id',
  );
  const historicos = db.prepare<[], Historico>(
    'SELECT id, code, name, side FROM historicos ORDER BY side, length(code), code, id',
  );
  const insertCashAccount = db.prepare('INSERT INTO cash_accounts (name) VALUES (?)');
  const insertConvenio = db.prepare(
    'INSERT INTO convenios (name, bank, cash_account_id) VALUES (?, ?, ?)',
  );
  const insertHistorico = db.prepare(
    'INSERT INTO historicos (code, name, side) VALUES (@code, @name, @side)',
  );

  return {
    convenio(id: number): Convenio {
      const row = convenio.get(id);
      if (row === undefined) throw new Failure('not-found', `No convênio ${id}`);
      return toConvenio(row);
    },

    /** Those of one bank, by name. */
    convenios: (bank: string): readonly Convenio[] => convenios.all(bank).map(toConvenio),

    /** All of them, by side and code. */
    historicos: (): readonly Historico[] => historicos.all(),

    /** Makes an agreement with a current account of its own, called alike. */
    insertConvenio(name: string, bank: string): number {
      const cashAccountId = insertCashAccount.run(name).lastInsertRowid;
      return Number(insertConvenio.run(name, bank, cashAccountId).lastInsertRowid);
    },

    insertHistorico: (historico: Omit<Historico, 'id'>): number =>
      Number(insertHistorico.run(historico).lastInsertRowid),
  };
}

function toConvenio(row: ConvenioRow): Convenio {
  return { id: row.id, name: row.name, bank: row.bank, cashAccountId: row.cash_account_id };
}
