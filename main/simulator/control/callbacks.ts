import { toMs } from '../../../domain/instant.ts';
import { json, type Answer } from '../http.ts';
import type { ControlCall, ControlRoute } from './context.ts';
import {
  callbackPageInput,
  endOf,
  resendInput,
  startOf,
  urlStateInput,
  urlTestInput,
  withInput,
} from './input.ts';

/** The panel's page of callbacks: re-send, state of a URL, "Testar". */
export const callbackRoutes: readonly ControlRoute[] = [
  { method: 'GET', template: '/:gateway/callbacks', answer: listCallbacks },
  { method: 'POST', template: '/:gateway/callbacks/resend', answer: resend },
  { method: 'GET', template: '/:gateway/url', answer: showUrls },
  { method: 'PUT', template: '/:gateway/url', answer: setUrl },
  { method: 'POST', template: '/:gateway/url/test', answer: testUrl },
];

const gatewayId = ({ params }: ControlCall): string => params['gateway'] ?? '';

function listCallbacks(call: ControlCall): Answer | Promise<Answer> {
  return withInput(callbackPageInput, Object.fromEntries(call.query), (page) => {
    const { state = null, limit, offset } = page;
    const callbacks = call.parts.queue.log(gatewayId(call), { state, limit, offset });
    return json(200, { callbacks });
  });
}

function resend(call: ControlCall): Answer | Promise<Answer> {
  return withInput(resendInput, call.body, ({ ids, status, from, to, url }) => {
    const { parts } = call;
    const selection = {
      charges: ids,
      status,
      from: from === undefined ? undefined : startOf(from),
      to: to === undefined ? undefined : endOf(to),
    };
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
  const counts = new Map(parts.queue.countByUrl(id).map((count) => [count.url, count]));
  const urls = [...new Set([...states.keys(), ...counts.keys()])].sort().map((url) => ({
    ...parts.urls.state(id, url),
    callbacks: counts.get(url)?.total ?? 0,
    pending: counts.get(url)?.pending ?? 0,
    suspended: counts.get(url)?.suspended ?? 0,
  }));
  return json(200, { urls });
}

function setUrl(call: ControlCall): Answer | Promise<Answer> {
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
    const gateway = parts.gateways.get(gatewayId(call));
    if (gateway === undefined) throw new RangeError('A gateway that was checked is missing');
    const startedAt = parts.clock.now();
    const outcome = await parts.client.post(gateway.testCallback(url));
    const elapsedMs = toMs(parts.clock.now()) - toMs(startedAt);
    const httpStatus = outcome.kind === 'answered' ? outcome.httpStatus : null;
    const error = outcome.kind === 'failed' ? outcome.error : null;
    return json(200, { ok: httpStatus === 200, httpStatus, error, elapsedMs });
  });
}
