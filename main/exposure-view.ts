/** What the supervisor knows, in the words of the contract. */
import { assertNever } from '../domain/assert-never.ts';
import type { ExposureField } from '../preload/contract/exposure.ts';
import type { ExposureHost, PhoneProbe } from './exposure-host.ts';
import type { Light } from './exposure/light.ts';
import { probeText } from './exposure/probe-text.ts';
import { isProof, type ProbeResult } from './exposure/probe.ts';
import type { WayView } from './exposure/supervisor.ts';

export type ExposureLights = Omit<ExposureField, 'settings' | 'urls'>;

export function viewExposure(host: ExposureHost): ExposureLights {
  const { baseUrl, light, ways } = host.exposure();
  return {
    baseUrl: baseUrl ?? null,
    light: light === undefined ? null : lightOf(light),
    ways: ways.map(wayOf),
    availability: [...host.availability()],
    phone: phoneOf(host.phone()),
  };
}

export function phoneOf(phone: PhoneProbe | undefined): ExposureField['phone'] {
  if (phone === undefined) return null;
  const { url, openedAt, visit } = phone;
  return { url, openedAt, visit: visit ?? null };
}

function wayOf({
  kind,
  isActive,
  state,
  light,
  lastProbe,
}: WayView): ExposureField['ways'][number] {
  return {
    kind,
    isActive,
    phase: state.phase,
    text: state.text,
    light: lightOf(light),
    lastProbe: lastProbe === undefined ? null : probeOf(lastProbe),
  };
}

function lightOf(light: Light): NonNullable<ExposureField['light']> {
  switch (light.state) {
    case 'confirmed':
      return { state: 'confirmed', at: light.at, by: light.by, why: '' };
    case 'unknown':
      return { state: 'unknown', at: light.since, by: null, why: '' };
    case 'failed':
      return { state: 'failed', at: light.since, by: null, why: light.why };
    default:
      return assertNever(light);
  }
}

function probeOf(result: ProbeResult) {
  const { at, elapsedMs, hasArrived, answer } = result;
  return {
    at,
    elapsedMs,
    hasArrived,
    status: 'status' in answer ? answer.status : null,
    text: isProof(result) ? '' : probeText(result),
  };
}
