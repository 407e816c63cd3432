/** A real inbox in a folder of its own, gone after the test. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import {
  openInbox,
  type CallbackToStore,
  type Inbox,
} from '../../../main/callbacks/inbox/inbox.ts';

export const NOON = instant('2026-11-21T12:00:00Z');

export function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-inbox-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function workerFile(): string {
  return path.join(inject('workersDir'), 'inbox-worker.js');
}

export async function openTestInbox(
  file = path.join(newFolder(), 'inbox.db'),
  worker = workerFile(),
): Promise<Inbox> {
  const inbox = await openInbox({ file, workerFile: worker, clock: { now: () => NOON } });
  onTestFinished(() => inbox.close());
  return inbox;
}

export function aCallback(change: Partial<CallbackToStore> = {}): CallbackToStore {
  return {
    accountId: 1,
    receivedAt: NOON,
    method: 'POST',
    path: '/c/‹segredo›/pix',
    headers: { host: 'provedor.example.com', 'content-type': 'application/json' },
    body: Buffer.from('{"notification":"b1e1d2a0"}'),
    sourceIp: '203.0.113.9',
    auth: 'none',
    ...change,
  };
}
