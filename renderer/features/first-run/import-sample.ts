import type { ImportSummary } from '../../../preload/contract/imports.ts';
import { call, CallFailure } from '../../api/client.ts';
import { dismissJob, jobEnd } from '../../api/jobs.ts';
import { failureCodes } from '../../../domain/failure.ts';

/** Brings in the list of made-up clients that comes with the app, by the same road as any other list. */
export async function importSample(): Promise<ImportSummary> {
  const { fileId } = await call('imports.sample', {});
  const { importId, mapping } = await call('imports.analyse', { fileId });
  const { jobId } = await call('imports.check', { importId, mapping });
  const { state, failure } = await jobEnd(jobId);
  dismissJob(jobId);
  if (state !== 'done') {
    const code = failureCodes.find((known) => known === failure?.code) ?? 'unexpected';
    throw new CallFailure({ code, message: failure?.message ?? state, detail: {} });
  }
  return call('imports.apply', { importId });
}
