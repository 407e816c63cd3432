/** Paths with `:name` parts, matched segment by segment. */

export type Params = Readonly<Record<string, string>>;

export interface Route {
  readonly method: string;
  /** `/v1/charge/:id/pay`; `*` as the last segment takes the rest. */
  readonly template: string;
}

export type RouteMatch<R extends Route> =
  | { readonly kind: 'found'; readonly route: R; readonly params: Params }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'unknown' };

export function matchRoute<R extends Route>(
  routes: readonly R[],
  method: string,
  path: string,
): RouteMatch<R> {
  let isKnownPath = false;
  for (const route of routes) {
    const params = matchTemplate(route.template, path);
    if (params === undefined) continue;
    if (route.method === method) return { kind: 'found', route, params };
    isKnownPath = true;
  }
  return { kind: isKnownPath ? 'wrong-method' : 'unknown' };
}

/** The values of the `:name` parts, undefined when the path is another one. */
export function matchTemplate(template: string, path: string): Params | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  const takesRest = wanted.at(-1) === '*';
  if (takesRest ? given.length < wanted.length - 1 : given.length !== wanted.length)
    return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (takesRest && index === wanted.length - 1) break;
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}
