import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contracts } from '../../../shared/contracts/index.ts';
import { demonstrationBench } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { atWork, failedChecks, newLane, report } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import type { Fault } from './fault-switch.ts';
import { mainCommands } from './main-commands.ts';
import { runSpoiled } from './run-spoiled.ts';
import { compileShim } from './shim.ts';
import type { Spoiled } from './spoiled-writer.ts';

const shim = compileShim();
if (typeof shim === 'string') report(`disk faults ${shim}`);

let original: Bench;
let writer: BuiltWriter;
beforeAll(async () => {
  original = await demonstrationBench();
  writer = await buildWriter(join(import.meta.dirname, 'spoiled-writer.ts'));
});
afterAll(() => {
  original.remove();
  writer.remove();
  if (typeof shim !== 'string') shim.remove();
});

function spoilAll(bench: Bench, fault: Fault): readonly Spoiled[] {
  if (typeof shim === 'string') throw new Error(shim);
  const { program } = writer;
  const { library } = shim;
  const { stdout, stderr } = runSpoiled({ program, library, bench, watch: bench.path, fault });
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
  expect(new Set(mainCommands.map(({ name }) => name as string))).toEqual(new Set(commands));
});

describe.skipIf(typeof shim === 'string')('every write of every command', () => {
  it.each([
    ['full-disk', 'disk-full'],
    ['broken-disk', 'disk-error'],
  ] as const)('survives a %s', async (fault, rule) => {
    const lane = newLane(original);
    const spoiled = spoilAll(lane, fault);
    expect(spoiled.map(({ name }) => name)).toEqual(mainCommands.map(({ name }) => name));
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
    await atWork(lane, async (core) => expect(await failedChecks(core, true)).toEqual([]));
    lane.remove();
    const writes = spoiled.reduce((sum, { rules }) => sum + rules.length, 0);
    report(`${fault}: ${writes} failing writes in ${spoiled.length} commands, all refused whole`);
  });
});
