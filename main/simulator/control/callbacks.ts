import { toMs } from '../../../domain/instant.ts';
import { json, refusal, type Answer } from '../http.ts';
import { gatewayOf, type ControlCall, type ControlRoute } from './context.ts';
import {
  attemptPageInput,
  callbackPageInput,
  periodOf,
  resendInput,
  urlStateInput,
  urlTestInput,
  withInput,
} from './input.ts';

/** The panel's page of callbacks: re-send, state of a URL, "Testar". */
export const callbackRoutes: readonly ControlRoute[] = [
  { method: 'GET', template: '/:gateway/callbacks', answer: listCallbacks },
  { method: 'GET', template: '/:gateway/callbacks/attempts', answer: listAttempts },
  { method: 'POST', template: '/:gateway/callbacks/resend', answer: resend },
  { method: 'GET', template: '/:gateway/url', answer: showUrls },
  { method: 'PUT', template: '/:gateway/url', answer: setUrl },
  { method: 'POST', template: '/:gateway/url/test', answer: testUrl },
];

const gatewayId = ({ params }: ControlCall): string => params['gateway'] ?? '';

function listCallbacks(call: ControlCall): Answer | Promise<Answer> {
  return withInput(callbackPageInput, Object.fromEntries(call.query), (page) => {
    const { state = null, limit, offset } = page;
    const callbacks = call.parts.log.list(gatewayId(call), { state, limit, offset });
    return json(200, { callbacks });
  });
}

function listAttempts(call: ControlCall): Answer | Promise<Answer> {
  return withInput(attemptPageInput, Object.fromEntries(call.query), (page) => {
    const { charge, outcome, from, to, limit, offset } = page;
    const filter = { charge, outcome, ...periodOf({ from, to }) };
    const attempts = call.parts.log.attempts(gatewayId(call), filter, { limit, offset });
    return json(200, { attempts });
  });
}

function resend(call: ControlCall): Answer | Promise<Answer> {
  return withInput(resendInput, call.body, ({ ids, from, to, url, ...chosen }) => {
    const { parts } = call;
    const selection = { ...chosen, charges: ids, ...periodOf({ from, to }) };
    const queued = parts.store.transaction(() =>
      parts.queue.sendAgain(gatewayId(call), selection, { now: parts.clock.now(), url }),
    );
    parts.deliveries.wake();
    return json(200, { queued });
  });
}

function showUrls(call: ControlCall): Answer {
  const { parts } = call;
  const id = gatewayId(call);
  const states = new Map(parts.urls.list(id).map((state) => [state.url, state]));
  const counts = new Map(parts.log.countByUrl(id).map((count) => [count.url, count]));
  const panel = panelOf(call);
  const ofPanel = Object.values(panel).filter((url) => url !== null);
  const known = new Set([...states.keys(), ...counts.keys(), ...ofPanel]);
  const urls = [...known].sort().map((url) => ({
    ...parts.urls.state(id, url),
    callbacks: counts.get(url)?.total ?? 0,
    pending: counts.get(url)?.pending ?? 0,
    suspended: counts.get(url)?.suspended ?? 0,
  }));
  return json(200, { ...panel, urls });
}

const panelOf = ({ parts, params }: ControlCall): Readonly<Record<string, string | null>> =>
  parts.gateways.get(params['gateway'] ?? '')?.panelUrls?.() ?? {};

function setUrl(call: ControlCall): Answer | Promise<Answer> {
  const names = Object.keys(Object(call.body) as object);
  const panel = panelOf(call);
  return names.length > 0 && names.every((name) => name in panel)
    ? setPanelUrls(call)
    : setUrlState(call);
}

function setPanelUrls(call: ControlCall): Answer {
  const outcome = call.parts.gateways.get(gatewayId(call))?.changeSettings(call.body);
  return outcome?.kind === 'invalid'
    ? refusal(400, 'invalid-input', outcome.reason)
    : showUrls(call);
}

function setUrlState(call: ControlCall): Answer | Promise<Answer> {
  return withInput(urlStateInput, call.body, ({ url, active }) => {
    const { parts } = call;
    parts.urls.setActive(gatewayId(call), url, active);
    if (!active) parts.queue.suspendUrl(gatewayId(call), url);
    else parts.gateways.get(gatewayId(call))?.urlSwitchedOn?.(url);
    return json(200, parts.urls.state(gatewayId(call), url));
  });
}

function testUrl(call: ControlCall): Answer | Promise<Answer> {
  return withInput(urlTestInput, call.body, async ({ url }) => {
    const { parts } = call;
    const gateway = gatewayOf(call);
    const startedAt = parts.clock.now();
    const outcome = await parts.client.post(gateway.testCallback(url));
    const elapsedMs = toMs(parts.clock.now()) - toMs(startedAt);
    const httpStatus = outcome.kind === 'answered' ? outcome.httpStatus : null;
    const error = outcome.kind === 'failed' ? outcome.error : null;
    return json(200, { ok: httpStatus === 200, httpStatus, error, elapsedMs });
  });
}
