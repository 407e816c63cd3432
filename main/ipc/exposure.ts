import type { Handlers } from '../../preload/contract/api.ts';
import type { exposureCalls, ExposureField } from '../../preload/contract/exposure.ts';
import { saveExposure } from '../services/exposure/exposure-settings.ts';
import { viewExposureSettings } from '../services/exposure/view-exposure.ts';
import type { Desk } from './desk.ts';

export function exposureHandlers({
  tools,
  exposure,
}: Desk): Pick<Handlers, keyof typeof exposureCalls> {
  const view = (): ExposureField => ({ ...viewExposureSettings(tools), ...exposure.view() });
  return {
    'exposure.get': view,
    'exposure.save': async (form) => {
      saveExposure(tools, form);
      await exposure.restart();
      return view();
    },
    'exposure.look': async () => {
      await exposure.look();
      return view();
    },
    'exposure.phone': () => exposure.openPhone(),
  };
}
