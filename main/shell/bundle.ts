/** The files of the renderer's bundle, as its manifest lists them. Nothing else is ever served to a window. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { contentPolicy } from './content-policy.ts';

/** Answers for one path of the bundle. */
export interface Bundle {
  /**
   * @param method of the request; only GET gets a file
   * @param pathname percent-encoded, with its leading slash
   */
  answer(method: string, pathname: string): Promise<Response>;
}

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).optional(),
    assets: z.array(z.string()).optional(),
  }),
);

const INDEX = 'index.html';
const NONCE_PLACE = '__CSP_NONCE__';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * @param dir the built renderer
 * @throws Failure `file-unreadable` when there is no manifest in it
 */
export function openBundle(dir: string): Bundle {
  const files = listFiles(dir);
  return {
    answer: async (method, pathname) => {
      if (method !== 'GET') return refuse(405);
      const name = pathname === '/' ? INDEX : pathname.slice(1);
      if (!files.has(name)) return refuse(404);
      const bytes = await fs.promises.readFile(path.join(dir, name));
      return name === INDEX ? answerPage(bytes) : answerFile(bytes, name);
    },
  };
}

function listFiles(dir: string): ReadonlySet<string> {
  try {
    const text = fs.readFileSync(path.join(dir, '.vite', 'manifest.json'), 'utf8');
    const chunks = Object.values(manifestSchema.parse(JSON.parse(text)));
    const names = chunks.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]);
    return new Set([INDEX, ...names]);
  } catch (cause) {
    throw new Failure('file-unreadable', 'The bundle has no manifest', {}, { cause });
  }
}

// A nonce is worth something only while nobody can know it: a new one for every load, and no copy kept.
function answerPage(bytes: Buffer): Response {
  const nonce = randomBytes(16).toString('base64');
  const html = bytes.toString('utf8').replaceAll(NONCE_PLACE, nonce);
  return new Response(html, {
    headers: {
      ...commonHeaders(INDEX),
      'content-security-policy': contentPolicy(nonce),
      'cache-control': 'no-store',
    },
  });
}

function answerFile(bytes: Buffer, name: string): Response {
  return new Response(new Uint8Array(bytes), { headers: commonHeaders(name) });
}

function commonHeaders(name: string): Record<string, string> {
  return {
    'content-type': types[path.extname(name)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}

function refuse(status: 404 | 405): Response {
  return new Response('', { status, headers: { 'x-content-type-options': 'nosniff' } });
}
