import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { systemClock } from '../../electron/node/system-clock.ts';
import type { Clock } from '../../shared/app/ports.ts';
import { addMilliseconds } from '../../shared/base/instant.ts';
import { coreOn, signIn } from '../builders/study-core.ts';
import type { Bench, TestCore } from '../builders/study-core.ts';

/** A copy of a study and of the machine that works on it, to be harmed at will. */
export interface Lane extends Bench {
  /** Puts everything back as it was in the original. */
  reset(): void;
}

export function newLane(original: Bench): Lane {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-fault-'));
  const reset = (): void => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(original.folder, folder, { recursive: true });
  };
  reset();
  return {
    folder,
    dataDirectory: join(folder, basename(original.dataDirectory)),
    path: join(folder, basename(original.path)),
    reset,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const dayMs = 86_400_000;

/** A wall clock that runs ahead of the machine's, so that visits come due. */
export const clockAhead = (days: number): Clock => ({
  now() {
    const { instant, offsetMinutes } = systemClock.now();
    return { instant: addMilliseconds(instant, days * dayMs), offsetMinutes };
  },
});

/**
 * Signs in and runs `work`; throws with the refusal when signing in fails. The file is closed in any case. Nothing can
 * be recorded by a clock behind the last entry: `daysAhead` is that of the writer before.
 */
export async function atWork<T>(
  lane: Bench,
  work: (core: TestCore) => Promise<T>,
  daysAhead = 0,
): Promise<T> {
  const core = coreOn(lane, lane.path, clockAhead(daysAhead));
  try {
    const reply = await signIn(core);
    if (reply.kind !== 'ok') throw new Error(`sign-in: ${JSON.stringify(reply)}`);
    return await work(core);
  } finally {
    core.close();
  }
}

/** Number of entries in the ledger. */
export const entriesOf = async (core: TestCore): Promise<number> =>
  (await core.must('trail.page', { limit: 1 })).total;

/** Names of the checks of `trail.verify` that fail, with their details. */
export async function failedChecks(core: TestCore, replay: boolean): Promise<readonly string[]> {
  const { checks } = await core.must('trail.verify', { replay });
  return checks.filter(({ passed }) => !passed).map(({ check, detail }) => `${check}: ${detail}`);
}

/** The long form is asked for by `--long`. */
export const isLong = process.env['CACHET_LONG'] === '1';

/** Seed of a run: fixed, unless one that was printed is to be run again. */
export const runSeed = (fallback: number): number =>
  Number(process.env['CACHET_FAULT_SEED'] ?? fallback);

/** What a suite found, for the table of figures. */
export const report = (line: string): void => console.log(`faults: ${line}`);
