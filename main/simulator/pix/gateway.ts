/** API Pix as two simulated gateways, Banco do Brasil and Efí. What is imitated and what is guessed: README.md beside this file. */
import { toMs } from '../../../domain/instant.ts';
import type { GatewayFactory, GatewayPorts, SimulatedGateway } from '../gateway.ts';
import { json } from '../http.ts';
import { act } from './actions.ts';
import { bb } from './bb.ts';
import { createContext, type PixContext } from './context.ts';
import { efi } from './efi.ts';
import { efiRoutes } from './efi-extras.ts';
import { overviews } from './overview.ts';
import { endRefund } from './payments.ts';
import type { PixProfile } from './profile.ts';
import { Refusal } from './refusal.ts';
import { chargeStatuses } from '../store/pix/charge.ts';
import { answerPix, type PixRoute } from './routes.ts';

export const createPixBb: GatewayFactory = (ports) => createPix(ports, bb, []);

export const createPixEfi: GatewayFactory = (ports) => createPix(ports, efi, efiRoutes);

const MINUTE_MS = 60_000;

function createPix(
  ports: GatewayPorts,
  profile: PixProfile,
  extraRoutes: readonly PixRoute[],
): SimulatedGateway {
  const context = createContext(ports, profile);
  const edge = { extraRoutes, spend: createQuota(context) };
  return {
    id: profile.id,
    takesCertificates: true,
    retryPolicy: profile.retryPolicy,
    bodyTypes: profile.bodyTypes,
    credentials: profile.credentials,
    handle: (request) => answerPix(context, request, edge),
    errorAnswer: (code) => profile.errorOf(code) ?? json(400, { code }),
    rateLimited: () =>
      profile.refusalAnswer(context.settings(), new Refusal('LimiteDeRequisicoes')),
    statuses: chargeStatuses,
    charges: (query) => overviews(context, query),
    act: (chargeId, action, input) => act(context, chargeId, { action, input }),
    testCallback: (url) => ({ url, ...profile.callback, body: JSON.stringify({ pix: [] }) }),
    settings: () => context.settings(),
    changeSettings: (change) => context.account.change(change),
    catchUp: () => settleRefunds(context),
    nextChangeAt: () => context.payments.nextRefundAt(),
  };
}

/** Refunds reach their final state some seconds after they were asked for. */
function settleRefunds(context: PixContext): void {
  const due = context.payments.dueRefunds(context.now());
  if (due.length === 0) return;
  context.ports.store.transaction(() => {
    for (const refund of due) endRefund(context, refund, context.settings().refundOutcome);
  });
}

/** Calls of the running minute; gives false when there are no more of them. */
function createQuota(context: PixContext): () => boolean {
  let minute = 0;
  let used = 0;
  return () => {
    const { callsPerMinute } = context.settings();
    if (callsPerMinute === null) return true;
    const current = Math.floor(toMs(context.now()) / MINUTE_MS);
    used = current === minute ? used + 1 : 1;
    minute = current;
    return used <= callsPerMinute;
  };
}
