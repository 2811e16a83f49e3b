import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import { demonstrationBench } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { atWork, failedChecks, newLane, report } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import { makeSwitch } from './fault-switch.ts';
import type { Fault } from './fault-switch.ts';
import { mainCommands } from './main-commands.ts';
import { compileShim } from './shim.ts';
import type { Spoiled, SpoiledTask } from './spoiled-writer.ts';

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
  const switchPath = `${bench.folder}-switch`;
  makeSwitch(switchPath);
  const task: SpoiledTask = {
    dataDirectory: bench.dataDirectory,
    path: bench.path,
    resources: resourcesDirectory(),
    switchPath,
    fault,
  };
  const env = {
    ...process.env,
    LD_PRELOAD: shim.library,
    CACHET_WATCH: bench.path,
    CACHET_FAULTS: switchPath,
  };
  const ran = spawnSync(process.execPath, [writer.program], {
    input: JSON.stringify(task),
    encoding: 'utf8',
    env,
  });
  rmSync(switchPath);
  expect(ran.stderr).toBe('');
  return ran.stdout
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
    ['full-disk', ['disk-full']],
    ['broken-disk', ['disk-error']],
  ] as const)('survives a %s', async (fault, rules) => {
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
      expect(new Set(command.rules), command.name).toEqual(new Set(rules));
      expect(command.added, command.name).toBeGreaterThan(0);
    }
    await atWork(lane, async (core) => expect(await failedChecks(core, true)).toEqual([]));
    lane.remove();
    const writes = spoiled.reduce((sum, { rules: refused }) => sum + refused.length, 0);
    report(`${fault}: ${writes} failing writes in ${spoiled.length} commands, all refused whole`);
  });
});
