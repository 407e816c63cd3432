/** Calls that only Efí has (efi.md 6.2, 6.4): picture of a code, balance, settings of the account, callbacks sent again. */
import { z } from 'zod';
import { json, type Answer } from '../http.ts';
import { pixPicture } from '../br-code.ts';
import type { Payment } from '../store/pix/charge.ts';
import type { Account } from './account.ts';
import type { PixContext } from './context.ts';
import { findLocation } from './locations.ts';
import { amountText } from './money.ts';
import { notify } from './payments.ts';
import type { PixCall, PixRoute } from './routes.ts';
import { accept } from './validation.ts';
import { codeOf } from './views.ts';
import { configSchema, resendSchema } from './wire.ts';

export const efiRoutes: readonly PixRoute[] = [
  {
    method: 'GET',
    template: '/loc/:id/qrcode',
    scope: 'payloadlocation.read',
    answer: showQrCode,
  },
  {
    method: 'GET',
    template: '/gn/saldo',
    scope: 'gn.balance.read',
    answer: (context) => json(200, { saldo: amountText(context.payments.balance()) }),
  },
  {
    method: 'GET',
    template: '/gn/config',
    scope: 'gn.settings.read',
    answer: (context) => json(200, context.settings().config),
  },
  { method: 'PUT', template: '/gn/config', scope: 'gn.settings.write', answer: changeConfig },
  {
    method: 'POST',
    template: '/gn/webhook/reenviar',
    scope: 'webhook.write',
    answer: resendCallbacks,
  },
];

function showQrCode(context: PixContext, { params }: PixCall): Answer {
  const payload = codeOf(context, findLocation(context, params['id'] ?? ''));
  return json(200, { qrcode: payload, imagemQrcode: pixPicture(payload) });
}

function changeConfig(context: PixContext, { body }: PixCall): Answer {
  const config = accept(configSchema, body, { type: 'RequisicaoInvalida', name: 'config' });
  context.account.change({ config: { ...context.settings().config, ...config } });
  return { status: 204, contentType: 'application/json', body: '' };
}

/** Where in the settings the switches lie is a guess (README). */
const notificationSchema = z.object({
  recebimento: z.object({
    webhook: z.object({
      notificacao: z
        .object({ tarifa: z.boolean().default(false), pagador: z.boolean().default(false) })
        .default({ tarifa: false, pagador: false }),
      notificar: z
        .object({ pixSemTxid: z.boolean().default(false) })
        .default({ pixSemTxid: false }),
    }),
  }),
});

const configOfKeys = z.object({ pix: z.object({ chaves: z.record(z.string(), z.unknown()) }) });

/** What the account wants to be told of a key's Pix; nothing beside the standard unless it says so. */
export function notificationOf({ config }: Account, key: string) {
  const keys = configOfKeys.safeParse(config);
  const ofKey = notificationSchema.safeParse(keys.data?.pix.chaves[key]);
  if (!ofKey.success) return { fee: false, payer: false, withoutTxid: false };
  const { notificacao, notificar } = ofKey.data.recebimento.webhook;
  return {
    fee: notificacao.tarifa,
    payer: notificacao.pagador,
    withoutTxid: notificar.pixSemTxid,
  };
}

/** POST /gn/webhook/reenviar: Pix received are told again; the other kinds are taken and tell nothing here. */
function resendCallbacks(context: PixContext, { body }: PixCall): Answer {
  const refusing = { type: 'RequisicaoInvalida', name: 'reenvio' } as const;
  const { tipo, e2eids } = accept(resendSchema, body, refusing);
  const isReceived = tipo === 'PIX_RECEBIDO' || tipo === 'DEVOLUCAO_ENVIADA';
  const payments = e2eids
    .map((e2eid) => context.payments.byId(e2eid))
    .filter((payment): payment is Payment => isReceived && payment !== undefined);
  context.ports.store.transaction(() => {
    for (const payment of payments) notify(context, payment, 'REENVIO');
  });
  return json(202, { quantidade: payments.length });
}
