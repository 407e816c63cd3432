import { readFileSync } from 'node:fs';
import type { Reply } from '../../support/replay-server.ts';

/** A recorded answer with the place that it was read from. */
interface Fixture {
  readonly source: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

export function fixture(name: string): Fixture {
  const file = new URL(`../../fixtures/pix/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Fixture;
}

/** The recorded answer as the replay server plays it, with some fields changed. */
export function recorded(name: string, changed: Fields = {}): Reply {
  const { status, body } = fixture(name);
  return { status, body: { ...body, ...changed } };
}

/** A Pix of our charge with some fields changed. */
export function ourPix(changed: Fields = {}): Fields {
  return { ...fixture('pix').body, ...changed };
}

/** A page of a list, as `pages` pages of which this is number `page`. */
export function page(
  items: Readonly<Record<string, readonly unknown[]>>,
  { page: paginaAtual, pages }: { readonly page: number; readonly pages: number } = {
    page: 0,
    pages: 1,
  },
): Reply {
  const paginacao = { paginaAtual, itensPorPagina: 50, quantidadeDePaginas: pages };
  return { status: 200, body: { parametros: { paginacao }, ...items } };
}

/** What the bank says where it has nothing. */
export const NOTHING: Reply = { status: 404, body: fixture('error-bb').body };
