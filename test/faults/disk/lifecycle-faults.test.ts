// Requirements: PLT-02
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationBench } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { counted, figure } from '../figures.ts';
import { isLong, newLane, report } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import type { Fault } from './fault-switch.ts';
import type { Trial, Trialled } from './lifecycle-writer.ts';
import { runSpoiled } from './run-spoiled.ts';
import { compileShim } from './shim.ts';

const shim = compileShim();
if (typeof shim === 'string') report(`disk faults around the study ${shim}`);

let original: Bench;
let writer: BuiltWriter;
beforeAll(async () => {
  original = await demonstrationBench();
  writer = await buildWriter(join(import.meta.dirname, 'lifecycle-writer.ts'));
});
afterAll(() => {
  original.remove();
  writer.remove();
  if (typeof shim !== 'string') shim.remove();
});

/** Runs a trial on a fresh copy; `part` is the folder or file whose disk fails. */
function tried(trial: Trial, fault: Fault, part: (bench: Bench) => string): Trialled {
  if (typeof shim === 'string') throw new Error(shim);
  const bench = newLane(original);
  try {
    const { stdout, stderr } = runSpoiled({
      program: writer.program,
      library: shim.library,
      bench,
      watch: part(bench),
      fault,
      task: { trial },
    });
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Trialled;
  } finally {
    bench.remove();
  }
}

const anchors = (bench: Bench): string => join(bench.dataDirectory, 'anchors');
const study = (bench: Bench): string => bench.path;

const trials = [
  ['anchor', anchors],
  ['sign-in', study],
  ['passphrase', study],
  ['people', study],
  ['unblinding', study],
] as const;
const faults: readonly Fault[] = isLong ? ['full-disk', 'broken-disk'] : ['full-disk'];
const cases = trials.flatMap(([trial, part]) =>
  faults.map((fault) => [trial, fault, part] as const),
);

describe.skipIf(typeof shim === 'string')('a failing disk', () => {
  it.each(cases)('leaves nothing by half: %s on a %s', (trial, fault, part) => {
    const { failures, wrong } = tried(trial, fault, part);
    expect(wrong).toEqual([]);
    expect(failures).toBeGreaterThan(0);
    figure({
      what: `${fault === 'full-disk' ? 'full disk (ENOSPC)' : 'I/O error (EIO)'} at every write and sync: ${trial}`,
      runs: `${counted(failures)} failing operations`,
      result: 'nothing left by half',
    });
  });
});
