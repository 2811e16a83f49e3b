// Signs in to a study of an older schema, and dies before the step of the migration that it was told.
import { cpSync, readFileSync, rmSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { createCore } from '../../../electron/node/core.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import type { Reply } from '../../../shared/contracts/reply.ts';
import { cheap } from '../../builders/study-core.ts';
import { FaultSwitch } from '../disk/fault-switch.ts';
import type { Fault } from '../disk/fault-switch.ts';

/** What the program is told: to die at a step, or to suffer a failing disk at each operation in turn. */
export interface MigrationTask {
  readonly dataDirectory: string;
  readonly path: string;
  readonly resources: string;
  readonly switchPath: string;
  readonly fault: Fault;
  readonly dieAt?: number;
  /** Copies of the study and of the machine's anchors to begin each try from. */
  readonly fresh?: { readonly path: string; readonly dataDirectory: string };
  /** From one failing operation to the next: 1 is every one. */
  readonly stride?: number;
}

/** What became of one failing operation, or how many steps a migration has. */
export type MigrationSaid =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'failed'; readonly nth: number; readonly rule: string }
  | { readonly kind: 'done'; readonly again: string };

const say = (said: MigrationSaid): void => void writeSync(1, `${JSON.stringify(said)}\n`);
const task = JSON.parse(readFileSync(0, 'utf8')) as MigrationTask;

const newCore = () =>
  createCore({
    dataDirectory: task.dataDirectory,
    resources: task.resources,
    storePath: task.path,
    clock: systemClock,
    printer: machinePrinter,
    emit: () => undefined,
    isCancelled: () => false,
    cost: cheap,
  });

const ruleOf = (reply: Reply): string =>
  reply.kind === 'refused' ? reply.refusal.rule : reply.kind;

async function signIn(): Promise<string> {
  const core = newCore();
  const input = { user: 'maren', passphrase: demonstrationPassphrase };
  const reply = await core.dispatch({ name: 'session.signIn', input });
  core.close();
  return ruleOf(reply);
}

/** Everything that a migration sends to the file counts as a step. */
function dieAtStep(dieAt: number): void {
  let step = 0;
  const stepOn = (): void => {
    step += 1;
    say({ kind: 'step', step });
    if (step === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  const { exec, prepare } = Database.prototype;
  Database.prototype.exec = function counted(this: Database.Database, sql: string) {
    stepOn();
    return exec.call(this, sql);
  };
  Database.prototype.prepare = function counted(this: Database.Database, sql: string) {
    if (/^(BEGIN|COMMIT|VACUUM)/.test(sql)) stepOn();
    return prepare.call(this, sql);
  } as typeof prepare;
}

async function sufferDisk({ path, dataDirectory }: { path: string; dataDirectory: string }) {
  const disk = new FaultSwitch(task.switchPath);
  for (let nth = 1; ; nth += task.stride ?? 1) {
    for (const end of ['', '-wal', '-shm']) rmSync(`${task.path}${end}`, { force: true });
    cpSync(path, task.path);
    cpSync(dataDirectory, task.dataDirectory, { recursive: true });
    disk.on(task.fault, nth);
    const rule = await signIn();
    if (disk.off() === 0) break;
    say({ kind: 'failed', nth, rule });
    const again = await signIn();
    if (again !== 'ok') throw new Error(`after failure ${nth}: ${again}`);
  }
  disk.close();
}

if (task.dieAt !== undefined) dieAtStep(task.dieAt);
if (task.fresh !== undefined) await sufferDisk(task.fresh);
say({ kind: 'done', again: await signIn() });
