import type { Handlers } from '../../preload/contract/api.ts';
import type { simulatorCalls } from '../../preload/contract/simulator.ts';
import { actOnSimulatedCharge } from '../services/simulator/act-on-charge.ts';
import { advanceClock } from '../services/simulator/advance-clock.ts';
import {
  listUrls,
  savePanelUrls,
  switchUrl,
  testUrl,
} from '../services/simulator/callback-urls.ts';
import { addFault, clearFaults, listFaults, removeFault } from '../services/simulator/faults.ts';
import { listSimulatedCharges } from '../services/simulator/list-charges.ts';
import { listNotices } from '../services/simulator/list-notices.ts';
import { openSimulatedPage } from '../services/simulator/open-page.ts';
import { resendNotices } from '../services/simulator/resend-notices.ts';
import { viewSimulatedCharge } from '../services/simulator/view-charge.ts';
import { viewSimulator } from '../services/simulator/view-simulator.ts';
import type { Desk } from './desk.ts';

export function simulatorHandlers({
  tools,
  simulator,
  outside,
}: Pick<Desk, 'tools' | 'simulator' | 'outside'>): Pick<Handlers, keyof typeof simulatorCalls> {
  return {
    'simulator.overview': () => viewSimulator(tools, simulator),
    'simulator.charges': (query) => listSimulatedCharges(tools, simulator, query),
    'simulator.charge': (charge) => viewSimulatedCharge(tools, simulator, charge),
    'simulator.act': (order) => actOnSimulatedCharge(tools, simulator, order),
    'simulator.open': async (page) => {
      await openSimulatedPage(outside.links, simulator, page);
      return {};
    },
    'simulator.notices': (query) => listNotices(simulator, query),
    'simulator.resend': (order) => resendNotices(tools, simulator, order),
    'simulator.urls': ({ gateway }) => listUrls(tools, simulator, gateway),
    'simulator.savePanelUrls': async (order) => {
      await savePanelUrls(tools, simulator, order);
      return {};
    },
    'simulator.switchUrl': async (order) => {
      await switchUrl(tools, simulator, order);
      return {};
    },
    'simulator.testUrl': (order) => testUrl(simulator, order),
    'simulator.faults': () => listFaults(simulator),
    'simulator.addFault': (fault) => addFault(tools, simulator, fault),
    'simulator.removeFault': (chosen) => removeFault(tools, simulator, chosen),
    'simulator.clearFaults': () => clearFaults(tools, simulator),
    'simulator.advance': (order) => advanceClock(tools, simulator, order),
  };
}
