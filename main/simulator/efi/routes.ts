/** API Cobranças as its host answers it (efi.md 1.3): authorization, quota, path, body, answer. */
import { json, parseJson, type Answer, type ApiRequest } from '../http.ts';
import { matchRoute, type Params } from '../router.ts';
import type { Carnet } from '../store/efi/carnets.ts';
import type { Charge } from '../store/efi/charge.ts';
import * as carnets from './carnets.ts';
import * as changes from './changes.ts';
import type { EfiContext } from './context.ts';
import { Refusal, refusalAnswer, unknownProperty } from './errors.ts';
import { createCharge, createOneStep, definePayment } from './issue.ts';
import { listCharges } from './list.ts';
import { readNotification } from './notifications.ts';
import { authorize, isAuthorized } from './oauth.ts';
import { answerPage } from './pages.ts';
import { detailView } from './views.ts';

/** A call that is authorized; `body` is undefined when none was sent. */
interface EfiCall {
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

interface EfiRoute {
  readonly method: string;
  readonly template: string;
  readonly answer: (context: EfiContext, call: EfiCall) => Answer;
}

const ok = (data: unknown): Answer => json(200, { code: 200, data });

const done = (): Answer => json(200, { code: 200 });

type OnCharge = (context: EfiContext, charge: Charge, body: unknown) => unknown;
type OnCarnet = (context: EfiContext, carnet: Carnet, body: unknown) => unknown;

/** Routes below `/v1/charge/:id`; those that give back nothing answer `{"code":200}`. */
const onCharge = (method: string, path: string, act: OnCharge): EfiRoute => ({
  method,
  template: `/v1/charge/:id${path}`,
  answer: (context, { params, body }) => answerData(act(context, chargeOf(context, params), body)),
});

const onCarnet = (method: string, path: string, act: OnCarnet): EfiRoute => ({
  method,
  template: `/v1/carnet/:id${path}`,
  answer: (context, { params, body }) => answerData(act(context, carnetOf(context, params), body)),
});

const onParcel = (method: string, path: string, act: OnCharge): EfiRoute => ({
  method,
  template: `/v1/carnet/:id/parcel/:parcel${path}`,
  answer: (context, { params, body }) => {
    const carnet = carnetOf(context, params);
    const parcel = carnets.getParcel(context, carnet, idOf(params, 'parcel'));
    return answerData(act(context, parcel, body));
  },
});

const answerData = (data: unknown): Answer => (data === undefined ? done() : ok(data));

const routes: readonly EfiRoute[] = [
  {
    method: 'POST',
    template: '/v1/charge',
    answer: (context, { body }) => ok(createCharge(context, body)),
  },
  {
    method: 'POST',
    template: '/v1/charge/one-step',
    answer: (context, { body }) => ok(createOneStep(context, body)),
  },
  {
    method: 'GET',
    template: '/v1/charges',
    answer: (context, { query }) => json(200, listCharges(context, query)),
  },
  onCharge('GET', '', detailView),
  onCharge('POST', '/pay', definePayment),
  onCharge('PUT', '/metadata', changes.changeMetadata),
  onCharge('PUT', '/billet', changes.changeDueDate),
  onCharge('PUT', '/cancel', changes.cancelCharge),
  onCharge('PUT', '/settle', changes.settleCharge),
  onCharge('POST', '/billet/resend', changes.resendCharge),
  onCharge('POST', '/history', (context, { chargeId }, body) =>
    changes.addHistory(context, `charge:${chargeId}`, body),
  ),
  onCharge('POST', '/balance-sheet', changes.addBalanceSheet),
  {
    method: 'POST',
    template: '/v1/carnet',
    answer: (context, { body }) => ok(carnets.createCarnet(context, body)),
  },
  onCarnet('GET', '', carnets.detailCarnet),
  onCarnet('PUT', '/metadata', carnets.changeCarnetMetadata),
  onCarnet('PUT', '/parcels', carnets.changeParcels),
  onCarnet('PUT', '/cancel', carnets.cancelCarnet),
  onCarnet('PUT', '/settle', carnets.settleCarnet),
  onCarnet('POST', '/resend', carnets.resendCarnet),
  onCarnet('POST', '/history', (context, { carnetId }, body) =>
    changes.addHistory(context, `carnet:${carnetId}`, body),
  ),
  onParcel('PUT', '', carnets.changeParcel),
  onParcel('PUT', '/cancel', carnets.cancelParcel),
  onParcel('PUT', '/settle', carnets.settleParcel),
  onParcel('POST', '/resend', carnets.resendParcel),
  {
    method: 'GET',
    template: '/v1/notification/:token',
    answer: (context, { params }) => ok(readNotification(context, params['token'] ?? '')),
  },
];

/** Answers one request of API Cobranças; refusals have Efí's shape. */
export function answerEfi(context: EfiContext, request: ApiRequest): Answer {
  try {
    return answerChecked(context, request);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  }
}

function answerChecked(context: EfiContext, request: ApiRequest): Answer {
  if (!request.path.startsWith('/v1/')) return answerPage(context, request);
  if (request.method === 'POST' && request.path === '/v1/authorize')
    return authorize(context, request);
  if (!isAuthorized(context, request)) throw new Refusal(3500008);
  const match = matchRoute(routes, request.method, request.path);
  if (match.kind !== 'found') return unknownEndpoint();
  spendQuota(context, match.route);
  const { params } = match;
  return match.route.answer(context, { params, query: request.query, body: bodyOf(request) });
}

/** The sheet found no answer to an unknown path. */
const unknownEndpoint = (): Answer =>
  json(404, { code: 404, error: 'not_found', error_description: 'Endpoint não encontrado.' });

function spendQuota(context: EfiContext, { method, template }: EfiRoute): void {
  const { quota } = context.settings();
  if (quota === null) return;
  const limit = template === '/v1/notification/:token' ? quota.notification : quota.endpoint;
  const used = context.events.spendQuota(`${method} ${template}`, context.today());
  if (used > limit) throw new Refusal(3500049);
}

function bodyOf({ body }: ApiRequest): unknown {
  if (body.length === 0) return undefined;
  const parsed = parseJson(body);
  if (parsed === undefined) throw new Refusal(3500042);
  return parsed.value;
}

/** A whole number out of the path; anything else cannot exist. */
function idOf(params: Params, name: string): number {
  const value = params[name] ?? '';
  if (!/^\d{1,15}$/.test(value)) throw unknownProperty(name);
  return Number(value);
}

function chargeOf(context: EfiContext, params: Params): Charge {
  const charge = context.charges.byId(idOf(params, 'id'));
  if (charge === undefined) throw unknownProperty('id');
  return charge;
}

function carnetOf(context: EfiContext, params: Params): Carnet {
  const carnet = context.carnets.byId(idOf(params, 'id'));
  if (carnet === undefined) throw unknownProperty('id');
  return carnet;
}
