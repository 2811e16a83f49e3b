import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import type { Bench } from '../../builders/study-core.ts';
import { makeSwitch } from './fault-switch.ts';
import type { Fault } from './fault-switch.ts';

export interface SpoiledRun {
  readonly program: string;
  readonly library: string;
  readonly bench: Bench;
  /** Paths that begin so are on the failing disk. */
  readonly watch: string;
  readonly fault: Fault;
  /** Further fields of the program's task. */
  readonly task?: object;
}

/** Runs a program whose disk fails as it switches; returns what it said. */
export function runSpoiled(run: SpoiledRun): { readonly stdout: string; readonly stderr: string } {
  const switchPath = `${run.bench.folder}-switch`;
  makeSwitch(switchPath);
  const task = {
    dataDirectory: run.bench.dataDirectory,
    path: run.bench.path,
    resources: resourcesDirectory(),
    switchPath,
    fault: run.fault,
    ...run.task,
  };
  const { stdout, stderr } = spawnSync(process.execPath, [run.program], {
    input: JSON.stringify(task),
    encoding: 'utf8',
    env: {
      ...process.env,
      LD_PRELOAD: run.library,
      CACHET_WATCH: run.watch,
      CACHET_FAULTS: switchPath,
    },
  });
  rmSync(switchPath);
  return { stdout, stderr };
}
