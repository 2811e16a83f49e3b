import { join } from 'node:path';
import { expect, it } from 'vitest';
import { demonstrationBench } from '../../builders/study-core.ts';
import { figure } from '../figures.ts';
import { atWork, entriesOf, failedChecks, report } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import { runSpoiled } from './run-spoiled.ts';
import { compileShim } from './shim.ts';
import type { InDoubtTask } from './in-doubt-writer.ts';

const shim = compileShim();
if (typeof shim === 'string') report(`a sync that fails ${shim}`);

const command = {
  name: 'lots.register',
  input: { lot: 'DOUBT-1', expiry: '2031-05-31' },
  requestId: 'in-doubt',
} as const satisfies InDoubtTask['command'];

it.skipIf(typeof shim === 'string')(
  'does a command once whose commit was in doubt when the program died',
  async () => {
    if (typeof shim === 'string') throw new Error(shim);
    const bench = await demonstrationBench();
    const writer = await buildWriter(join(import.meta.dirname, 'in-doubt-writer.ts'));
    const before = await atWork(bench, entriesOf);
    const { stdout, stderr } = runSpoiled({
      program: writer.program,
      library: shim.library,
      bench,
      watch: bench.path,
      fault: 'broken-disk',
      task: { command },
    });
    expect([stdout, stderr]).toEqual(['disk-error', '']);
    await atWork(bench, async (core) => {
      // Two sign-ins came between: the one of the writer and this one.
      const wasStored = (await entriesOf(core)) - before - 2;
      expect([0, 1]).toContain(wasStored);
      for (let time = 0; time < 2; time += 1) {
        expect(await core.ask(command.name, command.input, command.requestId)).toEqual({
          kind: 'ok',
          value: { expiry: command.input.expiry },
        });
        expect(await entriesOf(core)).toBe(before + 3);
      }
      expect(await failedChecks(core, true)).toEqual([]);
      figure({
        what: 'sync fails, then the program dies',
        runs: '1',
        result: `${wasStored === 1 ? 'stored' : 'not stored'}; the repeated request acts once`,
      });
    });
    writer.remove();
    shim.remove();
    bench.remove();
  },
);
