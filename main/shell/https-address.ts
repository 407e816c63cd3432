import { Failure } from '../../domain/failure.ts';

/**
 * The address in its normal form. What gateways send is hostile input: other schemes start programs, and a name before
 * an @ pretends to be another host.
 *
 * @throws Failure `not-allowed`
 */
export function checkedHttps(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.password === '';
  if (url === undefined || !isPlain) {
    throw new Failure('not-allowed', 'Only https addresses are opened', { reason: 'address' });
  }
  return url.href;
}

/**
 * An http address of this computer in its normal form: what the simulator serves.
 *
 * @throws Failure `not-allowed`
 */
export function checkedLoopback(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'http:' && url.username === '' && url.password === '';
  if (url === undefined || !isPlain || url.hostname !== '127.0.0.1') {
    throw new Failure('not-allowed', 'Only addresses of this computer are opened', {
      reason: 'address',
    });
  }
  return url.href;
}
