/** One action of a router's service (UPnP Device Architecture 1.1, 3). */
import { ask } from '../http.ts';
import type { IgdService } from './description.ts';
import { childOf, escapeXml, readXml, textOf, type XmlNode } from './xml.ts';

export interface SoapCall {
  readonly service: IgdService;
  readonly action: string;
  /** In the order of the service's description: some routers go by it. */
  readonly inputs?: readonly (readonly [name: string, value: string])[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** `outputs` gives the text of an output, or '' where the router did not send it: success may have no body at all. */
export type SoapAnswer =
  | { readonly kind: 'done'; outputs(name: string): string }
  | { readonly kind: 'fault'; readonly code: number }
  /** No answer, or one that is no SOAP. */
  | { readonly kind: 'broken' };

export async function callAction(call: SoapCall): Promise<SoapAnswer> {
  const { service, action, timeoutMs, signal } = call;
  const answer = await ask(service.controlUrl, {
    method: 'POST',
    headers: {
      'Content-Type': 'text/xml; charset="utf-8"',
      SOAPAction: `"${service.type}#${action}"`,
    },
    body: envelope(call),
    timeoutMs,
    signal,
  });
  if (answer.kind === 'failed') return { kind: 'broken' };
  const body = childOf(childOf(readXml(answer.body), 'envelope'), 'body');
  const fault = childOf(body, 'fault');
  if (fault !== undefined) return readFault(fault);
  if (answer.status < 200 || answer.status > 299) return { kind: 'broken' };
  const response = childOf(body, `${action}Response`.toLowerCase());
  return { kind: 'done', outputs: (name) => textOf(response, name.toLowerCase()) };
}

function envelope({ service, action, inputs = [] }: SoapCall): string {
  const values = inputs.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join('');
  return [
    '<?xml version="1.0"?>',
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"',
    ' s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>',
    `<u:${action} xmlns:u="${escapeXml(service.type)}">${values}</u:${action}>`,
    '</s:Body></s:Envelope>\r\n',
  ].join('');
}

/** Names are in lower case here, so that `faultCode` of RouterOS and `faultcode` of the others are one. */
function readFault(fault: XmlNode): SoapAnswer {
  const code = Number(textOf(childOf(childOf(fault, 'detail'), 'upnperror'), 'errorcode'));
  return Number.isInteger(code) && code > 0 ? { kind: 'fault', code } : { kind: 'broken' };
}
