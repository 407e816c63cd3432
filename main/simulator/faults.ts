/** Failures made on purpose, at the gateway's side of the wire. Which call they hit is decided by count, chance and seed. */
import { z } from 'zod';
import { matchTemplate } from './router.ts';
import type { Settings } from './store/settings.ts';

/** Faults of the gateway's API: what happens to one request. */
const apiFaultKinds = [
  'delay',
  'status',
  'drop-before',
  'drop-after',
  'truncate',
  'html',
  'error',
  'rate-limit',
] as const;

/** Faults of callbacks: what happens to one change that is told. */
const callbackFaultKinds = ['late', 'lose', 'duplicate', 'reorder'] as const;

/**
 * - `delay`: the request is processed, the answer waits `delayMs` of real time.
 * - `status`: answers `status` (default 500) without processing; with `after` it processes first.
 * - `drop-before`, `drop-after`: closes the connection unanswered, before or after processing.
 * - `truncate`: processes, promises the whole answer, sends half of it.
 * - `html`: answers a page with `status` (default 200) without processing; with `after` it processes first.
 * - `error`: the gateway's own error `code` in its own shape, without processing; with `after` it processes first.
 * - `rate-limit`: the gateway's own "quota spent".
 * - `late`: the callback is due `delayMs` later on the simulator's clock.
 * - `lose`: the callback is never sent. `duplicate`: it is sent twice. `reorder`: it is sent after the next one.
 * - `switch-off`: the classic policy, ten tries in an hour and then the URL is switched off; has no count.
 */
const faultSchema = z.strictObject({
  gateway: z.string().min(1),
  kind: z.enum([...apiFaultKinds, ...callbackFaultKinds, 'switch-off']),
  /** How many times it strikes; without it always. */
  count: z.int().min(1).optional(),
  /** Chance for each call that matches, 0..1; without it 1. */
  probability: z.number().min(0).max(1).optional(),
  method: z.string().optional(),
  /** Path below the gateway's prefix, with `:name` parts or a last `*`: `/v1/charge/:id/pay`. */
  path: z.string().optional(),
  delayMs: z.int().min(0).optional(),
  status: z.int().min(200).max(599).optional(),
  after: z.boolean().optional(),
  /** The gateway's own error code, for `error`. */
  code: z.string().optional(),
});

export const faultPlanSchema = z.strictObject({
  seed: z.int().min(0).max(0xffff_ffff).optional(),
  faults: z.array(faultSchema),
});

export type Fault = Readonly<z.infer<typeof faultSchema>>;
export type FaultPlan = Readonly<z.infer<typeof faultPlanSchema>>;

export interface Faults {
  /** Replaces all faults. */
  replace(plan: FaultPlan): void;
  /** What is left to strike. */
  current(): FaultPlan;
  /** Faults that strike this request, spent by the asking. */
  takeForRequest(gateway: string, method: string, path: string): readonly Fault[];
  /** Faults that strike this callback, spent by the asking. */
  takeForCallback(gateway: string): readonly Fault[];
  /** Whether the classic switch-off policy holds for the gateway. */
  hasSwitchOff(gateway: string): boolean;
}

/** Keeps the plan (with counts and the state of the draw) in the settings, so that a restart goes on where it stopped. */
export function createFaults(settings: Settings): Faults {
  let plan = storedPlan(settings);
  const draw = () => {
    const [value, seed] = mulberry32(plan.seed ?? 1);
    plan = { ...plan, seed };
    return value;
  };
  const save = () => settings.put('*', 'faults', plan);

  const take = (matches: (fault: Fault) => boolean): readonly Fault[] => {
    if (plan.faults.length === 0) return [];
    const struck = plan.faults.filter(
      (fault) => matches(fault) && (fault.probability === undefined || draw() < fault.probability),
    );
    if (struck.some((fault) => fault.count !== undefined || fault.probability !== undefined)) {
      plan = { ...plan, faults: plan.faults.flatMap((one) => left(one, struck)) };
      save();
    }
    return struck;
  };

  return {
    replace(next) {
      plan = { ...next, seed: next.seed ?? 1 };
      save();
    },
    current: () => plan,
    takeForRequest: (gateway, method, path) =>
      take((fault) => fault.gateway === gateway && isApiKind(fault) && fits(fault, method, path)),
    takeForCallback: (gateway) =>
      take((fault) => fault.gateway === gateway && isCallbackKind(fault)),
    hasSwitchOff: (gateway) =>
      plan.faults.some((fault) => fault.gateway === gateway && fault.kind === 'switch-off'),
  };
}

function storedPlan(settings: Settings): FaultPlan {
  const stored = faultPlanSchema.safeParse(settings.get('*', 'faults'));
  return stored.success ? stored.data : { seed: 1, faults: [] };
}

function left(fault: Fault, struck: readonly Fault[]): readonly Fault[] {
  if (fault.count === undefined || !struck.includes(fault)) return [fault];
  return fault.count > 1 ? [{ ...fault, count: fault.count - 1 }] : [];
}

function fits(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  return fault.path === undefined || matchTemplate(fault.path, path) !== undefined;
}

const isApiKind = (fault: Fault): boolean =>
  (apiFaultKinds as readonly string[]).includes(fault.kind);

const isCallbackKind = (fault: Fault): boolean =>
  (callbackFaultKinds as readonly string[]).includes(fault.kind);

/** The generator mulberry32: the next number in 0..1 and the seed after it. */
function mulberry32(seed: number): readonly [number, number] {
  const next = (seed + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return [((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296, next];
}
