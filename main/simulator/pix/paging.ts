/** Windows, filters and pages of the lists (pix.md 1.9). */
import type { Instant } from '../../../domain/instant.ts';
import type { Page } from '../store/pix/charge.ts';
import type { PixContext } from './context.ts';
import { Refusal, type ProblemType, type Violation } from './refusal.ts';
import { readInstant } from './validation.ts';

/** What every list asks for. */
export interface ListQuery {
  readonly from: Instant;
  readonly to: Instant;
  readonly page: Page;
  readonly current: number;
  readonly perPage: number;
  /** CPF or CNPJ. */
  readonly document: string | undefined;
  /** The filters as they were given, told again in the answer. */
  readonly echoed: Readonly<Record<string, unknown>>;
}

/** Lowest and highest instant, for lists whose window may be left out. */
const ALWAYS = { from: '0000' as Instant, to: '9999' as Instant };

const CURRENT = 'paginacao.paginaAtual';
const PER_PAGE = 'paginacao.itensPorPagina';

/** Reads window, CPF or CNPJ and page; refuses with `type` and everything that is wrong. */
export function readList(
  context: PixContext,
  query: URLSearchParams,
  rules: { readonly type: ProblemType; readonly isWindowOptional?: boolean },
): ListQuery {
  const violations: Violation[] = [];
  const window = readWindow(query, rules.isWindowOptional === true, violations);
  const current = readCount(query.get(CURRENT) ?? '0', { name: CURRENT, min: 0, violations });
  const asked = query.get(PER_PAGE) ?? String(context.settings().itemsPerPage);
  const perPage = readCount(asked, { name: PER_PAGE, min: 1, max: 1000, violations });
  if (query.has('cpf') && query.has('cnpj'))
    violations.push({ razao: 'Informe cpf ou cnpj, não os dois.', propriedade: 'cpf' });
  if (violations.length > 0) throw new Refusal(rules.type, violations);
  return {
    ...window,
    current,
    perPage,
    page: { limit: perPage, offset: current * perPage },
    document: query.get('cpf') ?? query.get('cnpj') ?? undefined,
    echoed: echoOf(query),
  };
}

function readWindow(query: URLSearchParams, isOptional: boolean, violations: Violation[]) {
  const read = (name: 'inicio' | 'fim', otherwise: Instant): Instant => {
    const text = query.get(name);
    if (text === null && isOptional) return otherwise;
    const at = readInstant(text ?? '');
    if (at !== undefined) return at;
    const valor = text ?? undefined;
    const razao = `O parâmetro ${name} precisa ser um instante RFC 3339.`;
    violations.push({ razao, propriedade: name, ...(valor === undefined ? {} : { valor }) });
    return otherwise;
  };
  const [from, to] = [read('inicio', ALWAYS.from), read('fim', ALWAYS.to)];
  if (to < from) violations.push({ razao: 'O fim é anterior ao início.', propriedade: 'fim' });
  return { from, to };
}

function readCount(
  text: string,
  rule: {
    readonly name: string;
    readonly min: number;
    readonly max?: number;
    readonly violations: Violation[];
  },
): number {
  const value = Number(text);
  const isRight = /^\d{1,9}$/.test(text) && value >= rule.min && value <= (rule.max ?? value);
  if (isRight) return value;
  const razao = `O parâmetro ${rule.name} está fora do permitido.`;
  rule.violations.push({ razao, propriedade: rule.name, valor: text });
  return rule.min;
}

const ECHOED = ['cpf', 'cnpj', 'status', 'txid', 'tipoCob'];
const ECHOED_FLAGS = ['locationPresente', 'txIdPresente', 'devolucaoPresente'];

function echoOf(query: URLSearchParams): Readonly<Record<string, unknown>> {
  const texts = ECHOED.filter((name) => query.has(name)).map((name) => [name, query.get(name)]);
  const flags = ECHOED_FLAGS.filter((name) => query.has(name)).map((name) => [
    name,
    query.get(name) === 'true',
  ]);
  return Object.fromEntries([...texts, ...flags]) as Record<string, unknown>;
}

/** `true` or `false` of the query; undefined when not given. */
export function flagOf(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  return text === null ? undefined : text === 'true';
}

/** `parametros` of the answer. An empty list has one page (pix.md 1.9). */
export function parametersOf(context: PixContext, list: ListQuery, total: number): unknown {
  const { profile } = context;
  const account = context.settings();
  const { current, perPage } = list;
  return {
    ...(list.from === ALWAYS.from
      ? {}
      : { inicio: profile.windowText(account, 'inicio', list.from) }),
    ...(list.to === ALWAYS.to ? {} : { fim: profile.windowText(account, 'fim', list.to) }),
    ...list.echoed,
    paginacao: {
      paginaAtual: current,
      itensPorPagina: perPage,
      quantidadeDePaginas: Math.max(1, Math.ceil(total / perPage)),
      quantidadeTotalDeItens: total,
    },
  };
}
