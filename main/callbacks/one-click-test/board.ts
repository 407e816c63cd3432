/** The steps of one test, as they stand now. */
import { Failure, type FailureCode } from '../../../domain/failure.ts';
import type { Log } from '../../log.ts';

export const stepKeys = [
  'charge',
  'address',
  'port',
  'tls',
  'http',
  'inbox',
  'query',
  'settlement',
] as const;
export type StepKey = (typeof stepKeys)[number];

export interface Evidence {
  readonly label: string;
  readonly value: string;
}

/** What a step found, in words for the operator. */
export interface Finding {
  readonly state: 'passed' | 'failed' | 'untried' | 'not-needed';
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
  readonly evidence?: readonly Evidence[];
}

/** A step with the value that the next ones stand on; without one the way ends here. */
export interface Ended<T> extends Finding {
  readonly value?: T;
}

export interface StepView {
  readonly key: StepKey;
  readonly state: Finding['state'] | 'waiting' | 'running';
  readonly text: string;
  readonly advice: string | null;
  readonly evidence: readonly Evidence[];
  readonly elapsedMs: number | null;
}

export type Verdict = 'passed' | 'incomplete' | 'failed';

export interface BoardView {
  readonly steps: readonly StepView[];
  /** Null while the test runs. */
  readonly verdict: Verdict | null;
}

export interface Board {
  /** Takes one step. Never rejects: what it throws becomes its failure. */
  step<T>(key: StepKey, take: () => Ended<T> | Promise<Ended<T>>): Promise<T | undefined>;
  /** After the last step: what was never reached says so. */
  close(): void;
  view(): BoardView;
}

export function createBoard(about: {
  readonly log: Pick<Log, 'error'>;
  readonly changed: () => void;
}): Board {
  const steps = new Map<StepKey, StepView>(stepKeys.map((key) => [key, waiting(key)]));
  let isOver = false;

  function show(step: StepView): void {
    steps.set(step.key, step);
    about.changed();
  }

  return {
    async step(key, take) {
      show({ ...waiting(key), state: 'running' });
      const startedMs = performance.now();
      const ended = await takeSafely(key, take, about.log);
      const elapsedMs = Math.round(performance.now() - startedMs);
      const { state, text, advice = null, evidence = [] } = ended;
      show({ key, state, text, advice, evidence, elapsedMs });
      return ended.value;
    },
    close() {
      for (const step of steps.values()) {
        if (step.state === 'waiting') steps.set(step.key, { ...step, ...NOT_REACHED });
      }
      isOver = true;
    },
    view() {
      const all = [...steps.values()];
      return { steps: all, verdict: isOver ? verdictOf(all) : null };
    },
  };
}

const NOT_REACHED = {
  state: 'untried',
  text: 'Não foi tentado: o caminho parou antes daqui.',
} as const;

function waiting(key: StepKey): StepView {
  return { key, state: 'waiting', text: '', advice: null, evidence: [], elapsedMs: null };
}

async function takeSafely<T>(
  key: StepKey,
  take: () => Ended<T> | Promise<Ended<T>>,
  log: Pick<Log, 'error'>,
): Promise<Ended<T>> {
  try {
    return await take();
  } catch (error) {
    log.error('callbacks.test-step-broke', error, { operation: key });
    return { state: 'failed', ...troubleOf(error) };
  }
}

type Trouble = Pick<Ended<never>, 'text' | 'advice'>;

const LOCKED: Trouble = {
  text: 'Os segredos da conta estão fechados.',
  advice: 'Digite a senha do programa e teste de novo.',
};

/** What can go wrong before anything leaves; everything else is a fault of the program. */
const TROUBLES: ReadonlyMap<FailureCode, Trouble> = new Map([
  ['locked', LOCKED],
  ['secret-unreadable', LOCKED],
  [
    'gateway-unavailable',
    {
      text: 'O simulador não está em execução.',
      advice: 'Abra a tela do simulador, ou reinicie o programa, e teste de novo.',
    },
  ],
]);

function troubleOf(error: unknown): Trouble {
  const code = error instanceof Failure ? error.code : 'unexpected';
  const trouble = TROUBLES.get(code);
  if (trouble !== undefined) return trouble;
  return {
    text: `Esta etapa parou com um erro do programa (${code}).`,
    advice: 'Teste de novo. Se continuar, envie o arquivo de registro ao suporte.',
  };
}

function verdictOf(steps: readonly StepView[]): Verdict {
  if (steps.some(({ state }) => state === 'failed')) return 'failed';
  return steps.some(({ state }) => state === 'untried') ? 'incomplete' : 'passed';
}
