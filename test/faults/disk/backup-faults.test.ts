// Requirements: PLT-02, PLT-03
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationBench } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { counted, figure } from '../figures.ts';
import { isLong, newLane, report } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import type { BackupTrialled } from './backup-writer.ts';
import { runSpoiled } from './run-spoiled.ts';
import { compileShim } from './shim.ts';

const shim = compileShim();
if (typeof shim === 'string') report(`disk faults of backups ${shim}`);

let original: Bench;
let writer: BuiltWriter;
beforeAll(async () => {
  original = await demonstrationBench();
  writer = await buildWriter(join(import.meta.dirname, 'backup-writer.ts'));
});
afterAll(() => {
  original.remove();
  writer.remove();
  if (typeof shim !== 'string') shim.remove();
});

const cases = [
  ['make', 'full-disk', ['backup-place-full', 'backup-place-error']],
  ['make', 'broken-disk', ['backup-place-error']],
  ['restore', 'full-disk', ['disk-full', 'disk-error']],
  // Where the present file could not be read, a second person is asked for before anything is written.
  ['restore', 'broken-disk', ['disk-error', 'restore-second-signer']],
] as const;

describe.skipIf(typeof shim === 'string')('a failing disk while backups are in hand', () => {
  it.each(cases)(
    '%s on a %s leaves nothing by half',
    (trial, fault, allowed) => {
      if (typeof shim === 'string') throw new Error(shim);
      const bench = newLane(original);
      const place = join(bench.folder, 'backups');
      mkdirSync(place);
      const { stdout, stderr } = runSpoiled({
        program: writer.program,
        library: shim.library,
        bench,
        // The study's own disk is sound while backups are made; everything fails while one is restored.
        watch: trial === 'make' ? place : join(bench.folder, '/'),
        fault,
        task: { trial, place, growth: isLong ? 1 : 1.9 },
      });
      bench.remove();
      expect(stderr).toBe('');
      const { failures, rules, wrong } = JSON.parse(stdout) as BackupTrialled;
      expect(wrong).toEqual([]);
      expect(rules.filter((rule) => !(allowed as readonly string[]).includes(rule))).toEqual([]);
      expect(failures).toBeGreaterThan(3);
      figure({
        what: `${fault === 'full-disk' ? 'full disk (ENOSPC)' : 'I/O error (EIO)'} ${isLong ? 'at every' : 'at a part of the'} writes: ${trial === 'make' ? 'a backup is made' : 'a backup is restored'}`,
        runs: `${counted(failures)} failing operations`,
        result:
          trial === 'make'
            ? 'the disk for backups is named, nothing is left there'
            : 'no new file is left, the old one stays the study',
      });
    },
    3_600_000,
  );
});
