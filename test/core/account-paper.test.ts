/** What an account is set to, on the paper that the client gets. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { competenceOf, daysBetween, formatCompetence } from '../../domain/civil-date.ts';
import { nextBankDay } from '../../domain/bank-days.ts';
import { readText } from '../documents/read-back.ts';
import { openPractice, plusDays, today, type Practice } from '../support/practice.ts';

const DAY = 86_400_000;
const DUE = nextBankDay(plusDays(3));
const MONTH = `Referência ${formatCompetence(competenceOf(today))}`;

let practice: Practice;

beforeEach(async () => {
  practice = await openPractice();
});

afterEach(() => practice.bench.close());

async function issued(): Promise<number> {
  const { id } = await practice.newTitulo({ dueOn: DUE, competence: competenceOf(today) });
  await practice.registered(id);
  return id;
}

/** The text of the one boleto that is printed now. */
async function printed(tituloId: number, isSecondCopy = false): Promise<string> {
  const { jobId } = await practice.bench.call('documents.boletos', {
    tituloIds: [tituloId],
    isSecondCopy,
  });
  await practice.bench.until(
    () => practice.bench.call('jobs.list', {}),
    (jobs) => jobs.some((job) => job.jobId === jobId && job.state === 'done'),
  );
  const folder = path.join(practice.bench.dataDir, 'documents');
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  const [newest = ''] = files.sort(
    (one, other) => fs.statSync(other).mtimeMs - fs.statSync(one).mtimeMs,
  );
  return readText(newest);
}

describe('the texts of an account', () => {
  it('stand on the boleto, and reach the gateway', async () => {
    await practice.changeAccount({ messageLines: ['Suporte: (31) 3551-0000', 'Pague com Pix'] });
    const id = await issued();

    const text = await printed(id);

    expect(text).toContain('Suporte: (31) 3551-0000');
    expect(text).toContain('Pague com Pix');
    const { attempts } = await practice.get(id);
    expect(JSON.stringify(attempts)).toContain('Pague com Pix');
  });
});

describe('"mostrar mês de referência"', () => {
  it('has the month that is billed on the boleto, or not', async () => {
    const id = await issued();

    const shown = await printed(id);
    await practice.changeAccount({ showsReferenceMonth: false });
    const hidden = await printed(id);

    expect(shown).toContain(MONTH);
    expect(hidden).not.toContain(MONTH);
  });
});

describe('"calcular vencimento/valor"', () => {
  const terms = { ...PLAIN_TERMS, fine: { kind: 'percent', value: 1_000 } } as const;
  const LATE = 'R$ 109,89';

  async function overdueBy(days: number, updatesOverdue: boolean, updateDays = 10) {
    await practice.changeAccount({ terms, updatesOverdue, updateDays });
    const id = await issued();
    await practice.advance((daysBetween(today, DUE) + days) * DAY);
    return id;
  }

  it('has the amount of today on the 2ª via of an overdue boleto', async () => {
    const id = await overdueBy(5, true);

    expect(await printed(id, true)).toContain(LATE);
  });

  it('leaves it out when it is off', async () => {
    const id = await overdueBy(5, false);

    expect(await printed(id, true)).not.toContain(LATE);
  });

  it('leaves it out once the days to compute are over', async () => {
    const id = await overdueBy(12, true);

    expect(await printed(id, true)).not.toContain(LATE);
  });
});
