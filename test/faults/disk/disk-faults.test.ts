// Requirements: PLT-02
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contracts } from '../../../shared/contracts/index.ts';
import { demonstrationBench } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { counted, figure } from '../figures.ts';
import { atWork, failedChecks, isLong, newLane, report, runSeed } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import type { Fault } from './fault-switch.ts';
import { offlineBenches } from './offline-given.ts';
import type { OfflineBenches } from './offline-given.ts';
import { runSpoiled } from './run-spoiled.ts';
import { scriptNamed } from './scripts.ts';
import type { ScriptName } from './scripts.ts';
import { compileShim } from './shim.ts';
import type { ScriptTask, Spoiled, SpoiledTask } from './spoiled-writer.ts';

const shim = compileShim();
if (typeof shim === 'string') report(`disk faults ${shim}`);
const seed = runSeed(2311);

let original: Bench;
let offline: OfflineBenches;
let writer: BuiltWriter;
beforeAll(async () => {
  console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
  original = await demonstrationBench();
  offline = await offlineBenches();
  writer = await buildWriter(join(import.meta.dirname, 'spoiled-writer.ts'));
});
afterAll(() => {
  for (const bench of [original, offline.console, offline.site]) bench.remove();
  writer.remove();
  if (typeof shim !== 'string') shim.remove();
});

const scripts: readonly ScriptName[] = ['demonstration', 'console', 'site'];
const benchOf = (script: ScriptName): Bench =>
  script === 'demonstration' ? original : offline[script];
const namesOf = (script: ScriptName): readonly string[] =>
  scriptNamed(script, offline.given).steps.map(({ name }) => name);

function spoilAll(bench: Bench, script: ScriptName, fault: Fault): readonly Spoiled[] {
  if (typeof shim === 'string') throw new Error(shim);
  const { program } = writer;
  const { library } = shim;
  const task: Omit<ScriptTask, keyof SpoiledTask> = {
    script,
    given: offline.given,
    fails: isLong ? 'every' : 'some',
    // The two faults draw their own operations, so that together they meet more of them.
    seed: fault === 'full-disk' ? seed : seed + 1,
  };
  const { stdout, stderr } = runSpoiled({
    program,
    library,
    bench,
    watch: bench.path,
    fault,
    task,
  });
  expect(stderr).toBe('');
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Spoiled);
}

it('knows every command of the contract map', () => {
  const commands = Object.entries(contracts).flatMap(([name, { kind }]) =>
    kind === 'command' ? [name] : [],
  );
  expect(new Set(scripts.flatMap(namesOf))).toEqual(new Set(commands));
});

const faults = [
  ['full-disk', 'disk-full'],
  ['broken-disk', 'disk-error'],
] as const;
const cases = scripts.flatMap((script) =>
  faults.map(([fault, rule]) => [script, fault, rule] as const),
);

describe.skipIf(typeof shim === 'string')('writes of every command', () => {
  it.each(cases)('of the %s survive a %s', async (script, fault, rule) => {
    const lane = newLane(benchOf(script));
    const spoiled = spoilAll(lane, script, fault);
    expect(spoiled.map(({ name }) => name)).toEqual(namesOf(script));
    for (const command of spoiled) {
      expect(command).toEqual({
        ...command,
        failedChecks: [],
        addedAgain: 0,
        sameReply: true,
      });
      // SQLite calls whatever goes wrong in a sync an error of the disk.
      expect([rule, 'disk-error'], command.name).toEqual(
        expect.arrayContaining([...command.rules]),
      );
      expect(command.rules[0], command.name).toBe(rule);
      expect(command.added, command.name).toBeGreaterThan(0);
    }
    if (script === 'demonstration') {
      await atWork(lane, async (core) => expect(await failedChecks(core, false)).toEqual([]));
    }
    lane.remove();
    const writes = spoiled.reduce((sum, { rules }) => sum + rules.length, 0);
    figure({
      what: `${fault === 'full-disk' ? 'full disk (ENOSPC)' : 'I/O error (EIO)'} at ${isLong ? 'every write and sync' : 'a drawn part of the writes and syncs'}: ${script}`,
      runs: `${counted(writes)} failing operations of ${spoiled.length} commands${isLong ? '' : `, seed ${seed}`}`,
      result: 'all refused whole, nothing left; the same request then acts once',
    });
  });
});
