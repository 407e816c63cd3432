/** Under which name the file of a job is offered for saving: whoever starts the job knows best. */
const names = new Map<string, string>();

/** @param name with its extension: `boleto-00000380.pdf` */
export function nameJobFile(jobId: string, name: string): void {
  names.set(jobId, name);
}

/** Undefined where nobody named it, such as after the window was opened anew. */
export function jobFileName(jobId: string): string | undefined {
  return names.get(jobId);
}
