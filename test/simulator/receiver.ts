import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedPost {
  readonly path: string;
  readonly contentType: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server that stands for the app's callback URL, and keeps every POST it was sent. */
export interface Receiver {
  readonly url: string;
  readonly posts: readonly ReceivedPost[];
  /** Resolves when at least `count` POSTs have arrived. */
  arrived(count: number): Promise<readonly ReceivedPost[]>;
  /** How the next POSTs are answered; 200 until told otherwise. */
  answerWith(answer: (response: ServerResponse, post: ReceivedPost) => void): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const posts: ReceivedPost[] = [];
  let waiters: { count: number; resolve: (posts: readonly ReceivedPost[]) => void }[] = [];
  let answer: (response: ServerResponse, post: ReceivedPost) => void = (response) => {
    response.writeHead(200).end('ok');
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const post = {
        path: request.url ?? '',
        contentType: request.headers['content-type'] ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      posts.push(post);
      answer(response, post);
      waiters.filter(({ count }) => posts.length >= count).forEach(({ resolve }) => resolve(posts));
      waiters = waiters.filter(({ count }) => posts.length < count);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/callbacks/efi`,
    posts,
    arrived: (count) =>
      new Promise((resolve) => {
        if (posts.length >= count) resolve(posts);
        else waiters.push({ count, resolve });
      }),
    answerWith(next) {
      answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
