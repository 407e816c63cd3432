/** The plans that a list speaks of: those of the books, and those that it would bring. */
import { cents, type Cents } from '../../../domain/money.ts';
import { planKey, type Plan } from '../../store/plans.ts';
import type { RowValues } from './row-values.ts';

export interface KnownPlan {
  /** null until it is made. */
  readonly id: number | null;
  readonly name: string;
  readonly priceCents: Cents;
}

/** By planKey of the name. */
export type PlanBook = ReadonlyMap<string, KnownPlan>;

/** How often a list names a plan at a price; null where a row names no price. */
export interface PlanMention {
  readonly name: string;
  readonly priceCents: Cents | null;
  readonly count: number;
}

export function bookOf(plans: readonly Plan[]): PlanBook {
  return new Map(plans.map((plan) => [planKey(plan.name), plan]));
}

/**
 * Adds the plans that are only in the list. Each costs what most of its rows say (the lower price in a draw); rows
 * with another price keep theirs in the contract. A plan that no row prices stays unknown.
 */
export function withNewPlans(known: PlanBook, mentions: readonly PlanMention[]): PlanBook {
  const added = new Map<string, PlanMention & { readonly priceCents: Cents }>();
  for (const mention of mergeSpellings(mentions)) {
    const { priceCents, name } = mention;
    const key = planKey(name);
    if (priceCents === null || known.has(key)) continue;
    const best = added.get(key);
    if (best === undefined || isBetter(mention, best)) {
      added.set(key, { ...mention, priceCents, name: best?.name ?? name });
    }
  }
  const plans = [...added].map(
    ([key, { name, priceCents }]) => [key, { id: null, name, priceCents }] as const,
  );
  return new Map([...known, ...plans]);
}

function isBetter(one: PlanMention, other: PlanMention): boolean {
  if (one.count !== other.count) return one.count > other.count;
  return (one.priceCents ?? 0) < (other.priceCents ?? 0);
}

/** `Fibra 100` and `FIBRA 100` at one price are counted together; the first spelling stays. */
function mergeSpellings(mentions: readonly PlanMention[]): readonly PlanMention[] {
  const merged = new Map<string, PlanMention>();
  for (const mention of mentions) {
    const key = `${planKey(mention.name)} ${mention.priceCents ?? ''}`;
    const before = merged.get(key);
    merged.set(key, {
      ...mention,
      name: before?.name ?? mention.name,
      count: mention.count + (before?.count ?? 0),
    });
  }
  return [...merged.values()];
}

/** Counts the mentions of rows as they are read. */
export function createMentions() {
  const counts = new Map<string, PlanMention>();
  return {
    add({ plan, price }: RowValues): void {
      if (plan === undefined) return;
      const key = `${plan} ${price ?? ''}`;
      const count = (counts.get(key)?.count ?? 0) + 1;
      counts.set(key, { name: plan, priceCents: price === undefined ? null : cents(price), count });
    },
    list: (): readonly PlanMention[] => [...counts.values()],
  };
}
