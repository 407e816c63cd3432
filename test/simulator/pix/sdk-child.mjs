/**
 * Runs calls of Efí's official SDK one after the other and prints what they gave. A process of its own, because the SDK
 * trusts only the authorities that Node was started with (`NODE_EXTRA_CA_CERTS`).
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stdin, stdout } from 'node:process';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const { baseUrl, options, calls } = JSON.parse(await text(stdin));
const root = join(createRequire(import.meta.url).resolve('sdk-node-apis-efi/package.json'), '..');
const { endpoints } = await import(
  pathToFileURL(join(root, 'dist/esm/constants/endpoints.js')).href
);
endpoints.APIS.PIX.URL.SANDBOX = baseUrl;
const { default: EfiPay } = await import('sdk-node-apis-efi');
const sdk = new EfiPay({ sandbox: true, ...options });

const results = [];
for (const [name, ...input] of calls)
  results.push(
    await sdk[name](...input).then(
      (value) => ({ value }),
      (error) => ({ error: error.message ?? error }),
    ),
  );
stdout.write(JSON.stringify(results));
