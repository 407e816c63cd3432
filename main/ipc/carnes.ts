import type { Handlers } from '../../preload/contract/api.ts';
import type { carneCalls } from '../../preload/contract/carnes.ts';
import { createCarne } from '../services/carnes/create-carne.ts';
import { listCarnes, previewCarne, viewCarne } from '../services/carnes/list-carnes.ts';
import type { Desk } from './desk.ts';

export function carneHandlers(desk: Desk): Pick<Handlers, keyof typeof carneCalls> {
  const { tools, wakeOutbox } = desk;
  return {
    'carnes.preview': (order) => previewCarne(tools, order),
    'carnes.create': (order) => {
      const id = createCarne(tools, order);
      wakeOutbox();
      return viewCarne(tools, id);
    },
    'carnes.list': (query) => listCarnes(tools, query),
    'carnes.get': ({ id }) => viewCarne(tools, id),
  };
}
