import type { Instant } from '../../../../domain/instant.ts';
import type { Db } from '../open.ts';

/** Which of the panel's two URLs is told. */
export type NoticeFamily = 'payment' | 'cancel';

/** A change that is to be told, rendered when it happened. */
interface NewNotice {
  readonly family: NoticeFamily;
  readonly chave: string;
  /** p, f, c or i. */
  readonly letter: string;
  readonly payer: string;
  /** The XML of its `cobranca`. */
  readonly node: string;
  readonly createdAt: Instant;
}

export interface Notice extends NewNotice {
  readonly id: number;
}

const LETTERS: Readonly<Record<NoticeFamily, readonly string[]>> = {
  payment: ['p', 'f', 'i'],
  cancel: ['c'],
};

/** What waits to be told in one POST with others, and what the panel does to the POSTs already made. */
export function createNotices(db: Db) {
  const insert = db.prepare(`
    INSERT INTO token_notices (family, chave, letter, payer, node, created_at)
    VALUES (@family, @chave, @letter, @payer, @node, @createdAt)`);
  const waiting = db.prepare(`
    SELECT id, family, chave, letter, payer, node, created_at AS createdAt
    FROM token_notices
    WHERE family = ?
    ORDER BY id
    LIMIT ?`);
  const count = db.prepare('SELECT COUNT(*) FROM token_notices WHERE family = ?').pluck();
  const oldest = db.prepare('SELECT MIN(created_at) FROM token_notices WHERE family = ?').pluck();
  const remove = db.prepare('DELETE FROM token_notices WHERE family = ? AND id <= ?');
  const redirect = db.prepare(`
    UPDATE deliveries SET url = @url
    WHERE gateway = @gateway AND change IN (SELECT value FROM json_each(@letters))`);
  return {
    add(notice: NewNotice): void {
      insert.run({ ...notice });
    },
    /** The oldest that wait. */
    waiting: (family: NoticeFamily, limit: number): readonly Notice[] =>
      waiting.all(family, limit) as Notice[],
    count: (family: NoticeFamily): number => count.get(family) as number,
    oldestAt: (family: NoticeFamily): Instant | undefined =>
      (oldest.get(family) as Instant | null) ?? undefined,
    removeUpTo(family: NoticeFamily, id: number): void {
      remove.run(family, id);
    },
    /** What is sent from now on, for the first time or again, goes to the panel's new URL; its log keeps the old ones. */
    redirect(gateway: string, family: NoticeFamily, url: string): void {
      redirect.run({ gateway, url, letters: JSON.stringify(LETTERS[family]) });
    },
  };
}

export type Notices = ReturnType<typeof createNotices>;
