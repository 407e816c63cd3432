/** The endpoints of API Cobranças that Baixa uses (efi 1.3), by the manual's names. */
import type { ChargeAtGateway } from '../charge.ts';
import type { HttpCall } from '../http.ts';
import type { CarnetBody, ChargeBody, PayBody } from './wire.ts';

export const calls = {
  createCharge: (body: ChargeBody): HttpCall => ({
    operation: 'createCharge',
    method: 'POST',
    template: '/v1/charge',
    body,
  }),
  definePayMethod: (id: string, body: PayBody): HttpCall => ({
    operation: 'definePayMethod',
    method: 'POST',
    template: '/v1/charge/:id/pay',
    params: { id },
    body,
  }),
  detailCharge: (id: string): HttpCall => ({
    operation: 'detailCharge',
    method: 'GET',
    template: '/v1/charge/:id',
    params: { id },
  }),
  listCharges: (query: ListQuery): HttpCall => ({
    operation: 'listCharges',
    method: 'GET',
    template: '/v1/charges',
    query: { ...query },
  }),
  createCarnet: (body: CarnetBody): HttpCall => ({
    operation: 'createCarnet',
    method: 'POST',
    template: '/v1/carnet',
    body,
  }),
  detailCarnet: (id: string): HttpCall => ({
    operation: 'detailCarnet',
    method: 'GET',
    template: '/v1/carnet/:id',
    params: { id },
  }),
  updateCarnetParcels: (id: string, parcels: readonly ParcelDate[]): HttpCall => ({
    operation: 'updateCarnetParcels',
    method: 'PUT',
    template: '/v1/carnet/:id/parcels',
    params: { id },
    body: { parcels },
  }),
  getNotification: (token: string): HttpCall => ({
    operation: 'getNotification',
    method: 'GET',
    template: '/v1/notification/:token',
    params: { token },
  }),
  cancel: (charge: ChargeAtGateway): HttpCall =>
    ofChargeOrParcel(charge, {
      single: ['cancelCharge', 'PUT', '/v1/charge/:id/cancel'],
      parcel: ['cancelCarnetParcel', 'PUT', '/v1/carnet/:id/parcel/:parcel/cancel'],
    }),
  settle: (charge: ChargeAtGateway): HttpCall =>
    ofChargeOrParcel(charge, {
      single: ['settleCharge', 'PUT', '/v1/charge/:id/settle'],
      parcel: ['settleCarnetParcel', 'PUT', '/v1/carnet/:id/parcel/:parcel/settle'],
    }),
  changeDueDate: (charge: ChargeAtGateway, dueOn: string): HttpCall => ({
    ...ofChargeOrParcel(charge, {
      single: ['updateBillet', 'PUT', '/v1/charge/:id/billet'],
      parcel: ['updateCarnetParcel', 'PUT', '/v1/carnet/:id/parcel/:parcel'],
    }),
    body: { expire_at: dueOn },
  }),
  resendEmail: (charge: ChargeAtGateway, email: string): HttpCall => ({
    ...ofChargeOrParcel(charge, {
      single: ['sendBilletEmail', 'POST', '/v1/charge/:id/billet/resend'],
      parcel: ['sendCarnetParcelEmail', 'POST', '/v1/carnet/:id/parcel/:parcel/resend'],
    }),
    body: { email },
  }),
  /** A parcel has no metadata of its own: the whole carnê takes the address (3500100, efi 1.8). */
  updateMetadata: (charge: ChargeAtGateway, url: string): HttpCall => ({
    ...ofChargeOrParcel(charge, {
      single: ['updateChargeMetadata', 'PUT', '/v1/charge/:id/metadata'],
      parcel: ['updateCarnetMetadata', 'PUT', '/v1/carnet/:id/metadata'],
    }),
    body: { notification_url: url },
  }),
} as const;

/** Query of listCharges (efi 1.9); all values as text. */
export interface ListQuery {
  readonly charge_type: 'billet' | 'carnet';
  readonly begin_date: string;
  readonly end_date: string;
  readonly date_of: 'creation' | 'payment';
  readonly custom_id?: string;
  readonly page: string;
  readonly limit: string;
}

export interface ParcelDate {
  readonly parcel: number;
  readonly expire_at: string;
}

type Route = readonly [operation: string, method: 'PUT' | 'POST', template: string];

/** Parcels go by carnê and 1-based number, never by charge id (efi 1.3). */
function ofChargeOrParcel(
  charge: ChargeAtGateway,
  routes: { readonly single: Route; readonly parcel: Route },
): HttpCall {
  const [operation, method, template] = charge.group ? routes.parcel : routes.single;
  const params = charge.group
    ? { id: charge.group.groupId, parcel: String(charge.group.parcel) }
    : { id: charge.gatewayId };
  return { operation, method, template, params };
}
