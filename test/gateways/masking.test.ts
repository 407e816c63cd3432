import { expect, it } from 'vitest';
import { newCallbackSecret } from '../../main/services/accounts/callback-secret.ts';
import { maskedRecord, maskText } from '../../main/gateways/masking.ts';

it.each([
  { notification_url: '' },
  { notificationUrl: '' },
  { webhookUrl: '' },
  { url: '' },
  { webhooks: [{ url: '' }] },
  { message: 'URL inválida: ' },
])('a record never holds the secret of our callback address: %j', (shape) => {
  const secret = newCallbackSecret();
  const url = `https://provedor.example.com/c/${secret}`;
  const body: unknown = JSON.parse(
    JSON.stringify(shape, (_key, value: unknown) =>
      typeof value === 'string' ? `${value}${url}` : value,
    ),
  );

  expect(maskedRecord(body)).not.toContain(secret);
  expect(maskedRecord(body)).toContain('‹segredo›');
});

it('keeps the rest of an address, and addresses of others', () => {
  const ours = `https://provedor.example.com/c/${newCallbackSecret()}/pix?x=1`;

  expect(maskText(ours)).toBe('https://provedor.example.com/c/‹segredo›/pix?x=1');
  expect(maskText('https://boleto.example.com/c/123/boleto.pdf')).toBe(
    'https://boleto.example.com/c/123/boleto.pdf',
  );
});
