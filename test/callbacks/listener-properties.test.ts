import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openTestInbox } from './support/inbox.ts';
import { ACCOUNT_PATH, send, sendRaw, startTestListener, statusIn } from './support/listener.ts';

const methods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS');
const segment = fc.stringMatching(/^[A-Za-z0-9._~%-]{0,12}$/u);
const paths = fc.oneof(
  fc.array(segment, { maxLength: 3 }).map((parts) => [ACCOUNT_PATH, ...parts].join('/')),
  fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
);
const headerNames = fc.stringMatching(/^x-[a-z]{1,20}$/u);
const headerValues = fc.stringMatching(/^[\x21-\x7e][\x20-\x7e]{0,40}$/u);
const requests = fc.record({
  method: methods,
  path: paths,
  headers: fc.dictionary(headerNames, headerValues, { maxKeys: 8 }),
  body: fc.uint8Array({ maxLength: 4_000 }),
});

function expectedStatus(method: string, path: string): number {
  if (!(path === ACCOUNT_PATH || path.startsWith(`${ACCOUNT_PATH}/`))) return 404;
  if (method === 'GET' || method === 'HEAD') return 200;
  return method === 'POST' || method === 'PUT' ? 200 : 405;
}

it('answers each request as its method and path say, and stores exactly the posted ones', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);
  let posted = 0;

  await fc.assert(
    fc.asyncProperty(requests, async ({ method, path, headers, body }) => {
      const answer = await send(listener.port, { method, path, headers, body });

      expect(answer.status).toBe(expectedStatus(method, path));
      if (answer.body.toString() !== 'OK') return;
      posted += 1;
      const [row] = await inbox.list({ limit: 1 });
      const whole = await inbox.byId(row?.id ?? 0);
      expect(Buffer.compare(Buffer.from(whole?.body ?? []), Buffer.from(body))).toBe(0);
    }),
    { numRuns: 300 },
  );

  expect(listener.stats().stored).toBe(posted);
  expect((await inbox.stats()).stored).toBe(posted);
});

it('survives any bytes at all', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { limits: { headersTimeoutMs: 60 } });
  const start = fc.constantFrom('', 'POST ', `POST ${ACCOUNT_PATH} HTTP/1.1\r\n`);

  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), async (head, bytes) => {
      const answer = await sendRaw(listener.port, Buffer.concat([Buffer.from(head), bytes]));

      expect([0, 400, 404, 408, 431]).toContain(statusIn(answer));
    }),
    { numRuns: 60 },
  );

  expect((await send(listener.port, { body: '{}' })).status).toBe(200);
});
