/** The two hosts of the token mode under one address: emission (`/xml/...`) and webservice (`/webservice/...`). */
import type { Answer, ApiRequest } from '../http.ts';
import type { LotKind } from '../store/gerencianet-token/charge.ts';
import type { TokenContext } from './context.ts';
import {
  emissionAnswer,
  emissionRefusal,
  pageRefusal,
  Refusal,
  webserviceAnswer,
  webserviceRefusal,
} from './errors.ts';
import { issue } from './issue.ts';
import { cancel, detail, statusOf } from './lookup.ts';
import { answerPage, issuedPage } from './pages.ts';
import { checkContent, checkToken, expectRoot, readXml } from './request.ts';
import { lotView } from './views.ts';
import type { XmlNode } from './xml.ts';

interface TokenRoute {
  readonly path: string;
  readonly answer: (context: TokenContext, request: ApiRequest) => Answer;
  readonly refuse: (context: TokenContext, refusal: Refusal) => Answer;
}

/** What is known of the online charge is its address and that its root may be `integracao` (efi.md 5.1). */
const roots: Readonly<Record<LotKind, readonly string[]>> = {
  boleto: ['boleto'],
  cobrancaonline: ['integracao', 'cobrancaonline', 'boleto'],
};

function emitted(context: TokenContext, request: ApiRequest, kind: LotKind) {
  const root = readXml(context, request, 'entrada');
  expectRoot(root, roots[kind]);
  checkToken(root, 'token');
  return issue(context, root, kind);
}

const emission = (kind: LotKind): TokenRoute => ({
  path: `/xml/${kind}/emite/xml`,
  answer(context, request) {
    const { lot, charges } = emitted(context, request, kind);
    return emissionAnswer(context, 'emitirCobranca', lotView(context, lot, charges));
  },
  refuse: (context, refusal) => emissionRefusal(context, 'emitirCobranca', refusal),
});

const emissionPage = (kind: LotKind): TokenRoute => ({
  path: `/xml/${kind}/emite/html`,
  answer: (context, request) => issuedPage(context, emitted(context, request, kind).charges),
  refuse: pageRefusal,
});

const webservice = (
  name: string,
  root: string,
  run: (context: TokenContext, root: XmlNode) => readonly string[],
): TokenRoute => ({
  path: `/webservice/${name}`,
  answer(context, request) {
    const node = readXml(context, request, 'xml');
    expectRoot(node, [root]);
    checkToken(node, 'Token');
    const names = ['Token', 'Chave'];
    checkContent(context, node, { required: names, ordered: names });
    return webserviceAnswer(context, root, run(context, node));
  },
  refuse: (context, refusal) => webserviceRefusal(context, root, refusal),
});

const status: TokenRoute = {
  path: '/xml/statusChave/xml',
  answer(context, request) {
    const root = readXml(context, request, 'entrada');
    expectRoot(root, ['statusChave']);
    checkToken(root, 'token');
    checkContent(context, root, { required: [], ordered: ['token', 'chave'] });
    return emissionAnswer(context, 'statusChave', statusOf(context, root));
  },
  refuse: (context, refusal) => emissionRefusal(context, 'statusChave', refusal),
};

const routes: readonly TokenRoute[] = [
  emission('boleto'),
  emissionPage('boleto'),
  emission('cobrancaonline'),
  emissionPage('cobrancaonline'),
  status,
  webservice('cancelarCobranca', 'CancelarCobranca', cancel),
  webservice('detalharCobranca', 'DetalharCobranca', detail),
];

/** Answers one request of the token mode; refusals have the shape of the path's host. */
export function answerToken(context: TokenContext, request: ApiRequest): Answer {
  const route = routes.find(({ path }) => path === request.path);
  if (route === undefined || request.method !== 'POST') return answerPage(context, request);
  try {
    spendQuota(context);
    return route.answer(context, request);
  } catch (error) {
    if (error instanceof Refusal) return route.refuse(context, error);
    throw error;
  }
}

function spendQuota(context: TokenContext): void {
  const { quota } = context.settings();
  if (quota !== null && context.charges.spendQuota(context.today()) > quota)
    throw new Refusal('quota');
}
