import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from '../../durable-file.ts';

const workersFile = z.strictObject({
  format: z.literal('cachet-hub-workers/1'),
  workers: z
    .array(
      z.strictObject({
        hub: z.string(),
        device: z.string(),
        publicKey: z.string().regex(/^[0-9a-f]{64}$/),
        acceptedBy: z.string(),
        acceptedAt: z.string(),
      }),
    )
    .readonly(),
});

/** A worker that runs may be sealed to, because its fingerprint was compared at this console. */
export type AcceptedWorker = z.infer<typeof workersFile>['workers'][number];

const pathOf = (dataDirectory: string, storeId: string): string =>
  join(dataDirectory, 'hubs', `${storeId}.workers.json`);

/** Workers that this console accepted for a file; whoever owns the hub cannot add any. */
export function acceptedWorkers(dataDirectory: string, storeId: string): readonly AcceptedWorker[] {
  const path = pathOf(dataDirectory, storeId);
  if (!existsSync(path)) return [];
  return workersFile.parse(JSON.parse(readFileSync(path, 'utf8'))).workers;
}

function write(dataDirectory: string, storeId: string, workers: readonly AcceptedWorker[]): void {
  mkdirSync(join(dataDirectory, 'hubs'), { recursive: true, mode: 0o700 });
  const text = JSON.stringify({ format: 'cachet-hub-workers/1', workers });
  writeFileDurably(pathOf(dataDirectory, storeId), text, 0o600);
}

export function acceptWorker(dataDirectory: string, storeId: string, worker: AcceptedWorker): void {
  const others = acceptedWorkers(dataDirectory, storeId).filter(
    ({ hub, device }) => hub !== worker.hub || device !== worker.device,
  );
  write(dataDirectory, storeId, [...others, worker]);
}

/** Whether the worker was accepted until now. */
export function dismissWorker(dataDirectory: string, storeId: string, device: string): boolean {
  const workers = acceptedWorkers(dataDirectory, storeId);
  const others = workers.filter((worker) => worker.device !== device);
  if (others.length < workers.length) write(dataDirectory, storeId, others);
  return others.length < workers.length;
}
