/** The two forms of an answer: JSON, and XML with the root `result` (juno.md 1.1, 1.8). */
import { json, type Answer } from '../http.ts';
import type { Account } from './account.ts';
import type { Refusal } from './refusal.ts';
import { xmlOf } from './xml.ts';

export type ResponseType = 'JSON' | 'XML';

export interface Form {
  readonly responseType: ResponseType;
  readonly settings: Account;
}

/** `data` is null where a call has nothing to tell. */
export const success = (form: Form, data: unknown): Answer =>
  write(form, 200, { success: true, data });

export const failure = (form: Form, refusal: Refusal): Answer =>
  write(form, refusal.status ?? form.settings.errorStatus, {
    success: false,
    errorMessage: refusal.message,
  });

function write({ responseType, settings }: Form, status: number, value: object): Answer {
  if (responseType === 'JSON') return json(status, value);
  return {
    status,
    contentType: 'application/xml;charset=UTF-8',
    body: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xmlOf('result', value, settings.xmlLists)}`,
  };
}
