import type { Handlers } from '../../preload/contract/api.ts';
import type { tituloCalls } from '../../preload/contract/titulos.ts';
import { listReviews } from '../services/desk/overview.ts';
import { decideReview } from '../services/settlement/decide-review.ts';
import { cancelTitulos } from '../services/titulos/cancel-titulos.ts';
import { changeDueDate } from '../services/titulos/change-due-date.ts';
import { checkTitulos } from '../services/titulos/check-titulos.ts';
import { createTitulo } from '../services/titulos/create-titulo.ts';
import { listTitulos, totalTitulos, viewTitulo } from '../services/titulos/list-titulos.ts';
import { moveTitulos, previewMove } from '../services/titulos/move-titulos.ts';
import { receiveByHand } from '../services/titulos/receive-by-hand.ts';
import { refreshTitulo } from '../services/titulos/refresh-titulo.ts';
import { sendTitulos } from '../services/titulos/send-job.ts';
import { tituloDetail } from '../services/titulos/titulo-detail.ts';
import type { Desk } from './desk.ts';

export function tituloHandlers(desk: Desk): Pick<Handlers, keyof typeof tituloCalls> {
  const { tools, jobs, wakeOutbox } = desk;
  return {
    'titulos.list': (query) => listTitulos(tools, query),
    'titulos.totals': ({ filter }) => totalTitulos(tools, filter),
    'titulos.get': ({ id }) => tituloDetail(tools, id),
    'titulos.create': (order) => {
      const id = createTitulo(tools, order);
      wakeOutbox();
      return viewTitulo(tools, id);
    },
    'titulos.check': ({ ids }) => checkTitulos(tools, ids),
    'titulos.send': ({ ids }) => ({
      jobId: jobs.start('send', (job) => sendTitulos(tools, { ids, wake: wakeOutbox }, job)),
    }),
    'titulos.cancel': async ({ ids, reason }) => {
      const result = await cancelTitulos(tools, ids, reason);
      wakeOutbox();
      return result;
    },
    'titulos.changeDue': ({ id, dueOn }) => {
      changeDueDate(tools, id, dueOn);
      wakeOutbox();
      return viewTitulo(tools, id);
    },
    'titulos.receive': ({ id, ...receipt }) => {
      receiveByHand(tools, { tituloId: id, ...receipt });
      wakeOutbox();
      return viewTitulo(tools, id);
    },
    'titulos.previewMove': async (order) => {
      const preview = await previewMove(tools, order);
      return { ...preview, refused: [...preview.refused] };
    },
    'titulos.move': (order) => ({
      jobId: jobs.start('move', (job) => moveTitulos(tools, { ...order, wake: wakeOutbox }, job)),
    }),
    'titulos.refresh': async ({ id }) => {
      await refreshTitulo(tools, id);
      return viewTitulo(tools, id);
    },
    'reviews.list': (query) => listReviews(tools, query),
    'reviews.decide': ({ paymentId, decision }) => {
      decideReview(tools, paymentId, decision);
      wakeOutbox();
      return { paymentId };
    },
  };
}
