/** The calls of Boleto Fácil's API v1 (juno.md 1.2), below the base URL or below the path of the real host. */
import type { Answer, ApiRequest } from '../http.ts';
import { failure, success, type Form } from './answers.ts';
import { cancelCharge, listCharges } from './charges.ts';
import type { BoletoFacilContext } from './context.ts';
import { fetchBalance, requestTransfer } from './finance.ts';
import { issueCharge } from './issue.ts';
import { fetchPayment } from './notifications.ts';
import { answerPage } from './pages.ts';
import { readParameters, type Parameters } from './parameters.ts';
import { invalidToken, missing, Refusal, unknownCall, wrongVerb } from './refusal.ts';

interface Call {
  /** Whether the account's token is asked for. */
  readonly needsToken: boolean;
  readonly run: (context: BoletoFacilContext, parameters: Parameters) => unknown;
}

const calls: ReadonlyMap<string, Call> = new Map([
  ['/issue-charge', { needsToken: true, run: issueCharge }],
  ['/fetch-payment-details', { needsToken: false, run: fetchPayment }],
  ['/list-charges', { needsToken: true, run: listCharges }],
  ['/cancel-charge', { needsToken: true, run: cancelCharge }],
  ['/fetch-balance', { needsToken: true, run: fetchBalance }],
  ['/request-transfer', { needsToken: true, run: requestTransfer }],
]);

const REAL_PATH = '/boletofacil/integration/api/v1';

/** Answers a call or a page of the links. Never throws what the caller did wrong. */
export function answerBoletoFacil(context: BoletoFacilContext, request: ApiRequest): Answer {
  const path = request.path.startsWith(`${REAL_PATH}/`)
    ? request.path.slice(REAL_PATH.length)
    : request.path;
  const call = calls.get(path);
  if (call !== undefined) return answerCall(context, call, request);
  return answerPage(context, request) ?? failure(formOf(context), unknownCall());
}

function answerCall(context: BoletoFacilContext, call: Call, request: ApiRequest): Answer {
  if (request.method !== 'GET' && request.method !== 'POST')
    return failure(formOf(context), wrongVerb());
  const parameters = readParameters(request);
  const form = formOf(context, parameters.get('responseType'));
  try {
    if (call.needsToken) checkToken(context, parameters);
    return success(form, call.run(context, parameters));
  } catch (error) {
    if (error instanceof Refusal) return failure(form, error);
    throw error;
  }
}

/** JSON unless XML is asked for. */
const formOf = (context: BoletoFacilContext, responseType?: string): Form => ({
  responseType: responseType === 'XML' ? 'XML' : 'JSON',
  settings: context.settings(),
});

function checkToken(context: BoletoFacilContext, parameters: Parameters): void {
  const token = parameters.get('token');
  if (token === undefined) throw missing('token');
  if (token !== context.settings().token) throw invalidToken();
}
