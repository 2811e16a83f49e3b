import { copyFileSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../electron/node/core.ts';
import type { Core } from '../../electron/node/core-settings.ts';
import { loadDevice } from '../../electron/node/device.ts';
import { buildDemonstration } from '../../electron/node/demonstration/build-demonstration.ts';
import { demonstrationPassphrase } from '../../electron/node/demonstration/people.ts';
import { keyRingPath } from '../../electron/node/key-ring.ts';
import { resourcesDirectory } from '../../electron/node/places.ts';
import { machinePrinter as printer } from '../../electron/node/printer.ts';
import { systemClock } from '../../electron/node/system-clock.ts';
import type { Clock } from '../../shared/app/ports.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contracts/index.ts';
import type { Reply } from '../../shared/contracts/reply.ts';
import { keptVariable } from '../one-demonstration.ts';

/** Password hashing that costs nothing: tests prove other things. */
export const cheap = { memoryKiB: 64, passes: 1, lanes: 1 };

/** A folder with a demonstration study and the state of one machine. */
export interface Bench {
  readonly folder: string;
  readonly dataDirectory: string;
  readonly path: string;
  remove(): void;
}

const benchIn = (folder: string): Bench => ({
  folder,
  dataDirectory: join(folder, 'data'),
  path: join(folder, 'demo.cachet'),
  remove: () => rmSync(folder, { recursive: true }),
});

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'cachet-core-'));

/** A demonstration that is nobody else's: its study, its machine and its keys are its own. */
export async function newDemonstrationBench(folder: string = newFolder()): Promise<Bench> {
  const bench = benchIn(folder);
  const { dataDirectory, path } = bench;
  const built = await buildDemonstration(
    {
      machine: { dataDirectory, device: loadDevice(dataDirectory) },
      resources: resourcesDirectory(),
      createCore,
      printer,
      cost: cheap,
      progress: () => undefined,
    },
    { path, scale: 'small' },
  );
  if (!built.ok) throw new Error(built.error.message);
  return bench;
}

/** Two processes may build it at once; the first that is through is the one that is kept. */
async function keptDemonstration(place: string): Promise<string> {
  const kept = join(place, 'kept');
  if (existsSync(kept)) return kept;
  const { folder } = await newDemonstrationBench(mkdtempSync(join(place, 'making-')));
  // The list of recent studies names the place where it was made.
  rmSync(join(folder, 'data', 'recent.json'), { force: true });
  try {
    renameSync(folder, kept);
  } catch {
    rmSync(folder, { recursive: true });
  }
  return kept;
}

/** A copy of the one demonstration that all tests of a run begin with. */
export async function demonstrationBench(): Promise<Bench> {
  const place = process.env[keptVariable];
  if (place === undefined) return newDemonstrationBench();
  const folder = newFolder();
  cpSync(await keptDemonstration(place), folder, { recursive: true });
  return benchIn(folder);
}

export interface TestCore extends Core {
  readonly events: CoreEvent[];
  ask<N extends ProcedureName>(
    name: N,
    input: InputOf<N>,
    requestId?: string,
  ): Promise<Reply<OutputOf<N>>>;
  must<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
}

export function coreOn(
  bench: Bench,
  path: string = bench.path,
  clock: Clock = systemClock,
): TestCore {
  const events: CoreEvent[] = [];
  const core = createCore({
    dataDirectory: bench.dataDirectory,
    resources: resourcesDirectory(),
    storePath: path,
    clock,
    printer,
    emit: (event) => events.push(event),
    isCancelled: () => false,
    cost: cheap,
  });
  const ask: TestCore['ask'] = (name, input, requestId) =>
    core.dispatch({ name, input, ...(requestId === undefined ? {} : { requestId }) }) as never;
  return {
    ...core,
    events,
    ask,
    async must(name, input) {
      const reply = await ask(name, input);
      if (reply.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(reply)}`);
      return reply.value;
    },
  };
}

export const signIn = (core: TestCore, user = 'maren') =>
  core.ask('session.signIn', { user, passphrase: demonstrationPassphrase });

/** Puts a copy of the files of a study aside: the file, its write-ahead log and its key ring. */
export function copyStudy(from: string, to: string): void {
  for (const end of ['', '-wal', '.keys']) {
    if (existsSync(`${from}${end}`)) copyFileSync(`${from}${end}`, `${to}${end}`);
  }
}

export const keysOf = keyRingPath;
