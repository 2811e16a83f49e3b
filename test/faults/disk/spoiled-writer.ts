// Does every command of a script while the disk fails at its first write, then at a later one, and so on.
import { readFileSync, writeSync } from 'node:fs';
import { createCore } from '../../../electron/node/core.ts';
import { DrillClock } from '../../../electron/node/drill/drill-core.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../../shared/contracts/procedure.ts';
import type { Reply } from '../../../shared/contracts/reply.ts';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import { cheap } from '../../builders/study-core.ts';
import { FaultSwitch } from './fault-switch.ts';
import type { Fault } from './fault-switch.ts';
import type { OfflineGiven } from './offline-given.ts';
import { scriptNamed } from './scripts.ts';
import type { ScriptName } from './scripts.ts';
import type { Must, Step } from './step.ts';

/** What the program is told to do, as JSON on its standard input. */
export interface SpoiledTask {
  readonly dataDirectory: string;
  readonly path: string;
  readonly resources: string;
  readonly switchPath: string;
  readonly fault: Fault;
}

/** Which commands, and at which of their operations the disk fails. */
export interface ScriptTask extends SpoiledTask {
  readonly script: ScriptName;
  readonly given: OfflineGiven;
  /** Every operation of every command; otherwise the first ones and a drawn part of the others. */
  readonly fails: 'every' | 'some';
  readonly seed: number;
}

/** What became of one command. */
export interface Spoiled {
  readonly name: string;
  /** Rules of the refusals, one for each operation that was made to fail. */
  readonly rules: readonly string[];
  /** Checks that fail afterwards. */
  readonly failedChecks: readonly string[];
  /** Entries that the command added once the disk was well. */
  readonly added: number;
  /** Entries that sending it again under its id added, and whether the reply was the same. */
  readonly addedAgain: number;
  readonly sameReply: boolean;
}

const replaysEvery = 6;
const firstOnes = 3;
const widestGap = 12;

const task = JSON.parse(readFileSync(0, 'utf8')) as ScriptTask;
const { steps, passphrase } = scriptNamed(task.script, task.given);
const disk = new FaultSwitch(task.switchPath);
const core = createCore({
  dataDirectory: task.dataDirectory,
  resources: task.resources,
  storePath: task.path,
  clock: task.script === 'demonstration' ? systemClock : new DrillClock(task.given.now as never),
  printer: machinePrinter,
  emit: () => undefined,
  isCancelled: () => false,
  cost: cheap,
});

const must: Must = async (name, input) => {
  const reply = await core.dispatch({ name, input });
  if (reply.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(reply)}`);
  return reply.value as never;
};

const entries = async (): Promise<number> => (await must('trail.page', { limit: 1 })).total;

const words = new Xoshiro().startReplicate(task.seed, 0, 0);

/** The operation at which it fails next; gaps grow with the length of a command. */
function following(nth: number): number {
  if (task.fails === 'every' || nth < firstOnes) return nth + 1;
  return nth + 1 + Math.floor(uniform(words) * Math.max(widestGap, nth / 4));
}

/** Fails the command at its operations in turn, until it is through before the failure comes. */
async function spoil(step: Step): Promise<Spoiled> {
  const request = {
    name: step.name,
    input: await step.input(must),
    requestId: `spoiled-${step.name}-${steps.indexOf(step)}`,
  };
  const before = await entries();
  const rules: string[] = [];
  let reply;
  for (let nth = 1; ; nth = following(nth)) {
    disk.on(task.fault, nth);
    reply = await core.dispatch(request);
    // A failure after the commit, as in the checkpoint that follows it, takes nothing back.
    if (disk.off() === 0 || reply.kind === 'ok') break;
    rules.push(reply.kind === 'refused' ? reply.refusal.rule : JSON.stringify(reply));
    if ((await entries()) !== before) throw new Error(`${step.name} failed and left entries`);
  }
  if (reply.kind !== 'ok') throw new Error(`${step.name}: ${JSON.stringify(reply)}`);
  const after = await entries();
  const again = await core.dispatch(request);
  const replay = steps.indexOf(step) % replaysEvery === 0 || step === steps.at(-1);
  const { checks } = await must('trail.verify', { replay });
  return {
    name: step.name,
    rules,
    failedChecks: checks.filter(({ passed }) => !passed).map(({ check }) => check),
    added: after - before,
    addedAgain: (await entries()) - after,
    sameReply: isRepeated(step.name, reply, again),
  };
}

/** A request that is sent again gets the same answer, or is told that this answer is given only once. */
function isRepeated(name: ProcedureName, reply: Reply, again: Reply): boolean {
  const contract: ProcedureContract = contracts[name];
  if (contract.reply === 'once') {
    return again.kind === 'refused' && again.refusal.rule === 'shown-once';
  }
  return JSON.stringify(again) === JSON.stringify(reply);
}

let user = '';
for (const step of steps) {
  if (step.user !== user) {
    user = step.user;
    await must('session.signIn', { user, passphrase });
  }
  writeSync(1, `${JSON.stringify(await spoil(step))}\n`);
}
core.close();
disk.close();
