import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Said, WriterTask } from './writer.ts';

/** How a writer ended and everything that it said before. */
export interface Ended {
  readonly said: readonly Said[];
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves when the writer said `kind` so many times, or ended without it. */
  until(kind: Said['kind'], times?: number): Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Starts a writer; `environment` is added to ours. */
export function spawnWriter(
  program: string,
  task: WriterTask,
  environment: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(program), 'compiled'), ...environment },
  });
  // A writer that dies before it has read everything is none of our errors.
  child.stdin.on('error', () => undefined).end(JSON.stringify(task));
  const waiting: { readonly isOver: () => boolean; readonly resolve: () => void }[] = [];
  let [out, stderr] = ['', ''];
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString();
    for (const { isOver, resolve } of waiting) if (isOver()) resolve();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ said: readLines(out), signal, code, stderr }));
  });
  const until: Running['until'] = (kind, times = 1) =>
    Promise.race([
      new Promise<void>((resolve) => {
        const isOver = (): boolean => out.split(`{"kind":"${kind}"`).length > times;
        waiting.push({ isOver, resolve });
      }),
      ended.then(() => undefined),
    ]);
  return { child, until, ended };
}

/** Whole lines only: the last may have been cut by the kill. */
export const readLines = (out: string): readonly Said[] =>
  out
    .slice(0, out.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Said);

type Answered = Extract<Said, { kind: 'ack' }>;

/** The last ledger position that was acknowledged to the outside. */
export const acknowledged = (said: readonly Said[]): number =>
  Math.max(0, ...said.map((line) => ('sequence' in line ? line.sequence : 0)));

export const lastAcknowledged = (said: readonly Said[]): Answered | undefined =>
  said.findLast((line): line is Answered => line.kind === 'ack');

/** The command that was under way when the writer died. */
export function underWay(said: readonly Said[]): Extract<Said, { kind: 'try' }> | undefined {
  const last = said.at(-1);
  return last?.kind === 'try' ? last : undefined;
}
