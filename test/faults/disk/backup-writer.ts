// Makes backups, or restores one, while the disk fails at the first write, then at a later one, and so on.
import { signatureFor } from '../../builders/signature-for.ts';
import { existsSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createCore } from '../../../electron/node/core.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import type { Reply } from '../../../shared/contracts/reply.ts';
import { cheap } from '../../builders/study-core.ts';
import { FaultSwitch } from './fault-switch.ts';
import type { SpoiledTask } from './spoiled-writer.ts';

/** What the program is told: where backups go, and how many operations pass from one failure to the next. */
export interface BackupTask extends SpoiledTask {
  readonly trial: 'make' | 'restore';
  readonly place: string;
  /** The first few operations fail in turn, then each later one by this factor; 1 is every one. */
  readonly growth: number;
}

/** What became of it. */
export interface BackupTrialled {
  readonly failures: number;
  readonly rules: readonly string[];
  readonly wrong: readonly string[];
}

const task = JSON.parse(readFileSync(0, 'utf8')) as BackupTask;
const disk = new FaultSwitch(task.switchPath);
const person = { user: 'maren', passphrase: demonstrationPassphrase };
const core = createCore({
  dataDirectory: task.dataDirectory,
  resources: task.resources,
  storePath: task.path,
  clock: systemClock,
  printer: machinePrinter,
  emit: () => undefined,
  isCancelled: () => false,
  cost: cheap,
});
const ask = <N extends ProcedureName>(name: N, input: InputOf<N>): Promise<Reply> =>
  core.dispatch({ name, input });
async function must<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const reply = await ask(name, input);
  if (reply.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(reply)}`);
  return reply.value as OutputOf<N>;
}

const wrong: string[] = [];
const rules = new Set<string>();
let failures = 0;
const filesIn = (place: string): readonly string[] =>
  readdirSync(place).filter((name) => !name.startsWith('.'));

/** Fails an attempt at one operation after the other, until it is through before the failure comes. */
async function spoil(
  attempt: (nth: number) => Promise<Reply>,
  after: (nth: number) => Promise<void>,
): Promise<void> {
  for (let nth = 1; ; nth = Math.max(nth + 1, Math.ceil(nth * task.growth))) {
    disk.on(task.fault, nth);
    const reply = await attempt(nth);
    if (disk.off() === 0) {
      if (reply.kind !== 'ok') wrong.push(`refused on a sound disk: ${JSON.stringify(reply)}`);
      return;
    }
    failures += 1;
    // What failed after the commit, as in the anchor of the closed file, takes nothing back.
    if (reply.kind === 'ok') continue;
    rules.add(reply.kind === 'refused' ? reply.refusal.rule : reply.kind);
    await after(nth);
  }
}

/** Nothing lies about, and what the trail calls a backup is there. */
async function lookAtPlace(nth: number): Promise<void> {
  const { backups } = await must('backups.status', {});
  const known = backups.flatMap(({ file, state }) => (state === 'kept' ? [file] : []));
  const expected = known.flatMap((file) => [file, `${file}.keys`]).toSorted();
  const found = filesIn(task.place).toSorted();
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    wrong.push(`failure ${nth}: ${found.join(' ')} instead of ${expected.join(' ')}`);
  }
}

await must('session.signIn', person);
if (task.trial === 'make') {
  await spoil(async () => ask('backups.make', { place: task.place }), lookAtPlace);
  await lookAtPlace(0);
} else {
  const { path: backup } = await must('backups.make', { place: task.place });
  await must('lots.register', { lot: 'AFTER-1', expiry: '2031-05-31' });
  const target = (nth: number) => join(task.place, '..', `restored-${nth}.cachet`);
  const restore = async (nth: number) =>
    ask('backups.restore', {
      backup,
      target: target(nth),
      acceptsLoss: true,
      reason: 'Tried on a broken disk.',
      signature: signatureFor('backups.restore', person.user, person.passphrase),
    });
  await spoil(restore, async (nth) => {
    const left = ['', '-wal', '-shm', '.keys', '.unfinished', '.unfinished.keys'].filter((end) =>
      existsSync(`${target(nth)}${end}`),
    );
    if (left.length > 0) wrong.push(`failure ${nth}: left ${left.join(' ')}`);
    const reply = await ask('session.signIn', person);
    if (reply.kind !== 'ok') wrong.push(`failure ${nth}: the old file: ${JSON.stringify(reply)}`);
  });
  await must('session.signIn', person);
}
const { ok: verifies } = await must('trail.verify', {});
if (!verifies) wrong.push('it does not verify afterwards');
core.close();
disk.close();
writeSync(1, JSON.stringify({ failures, rules: [...rules], wrong } satisfies BackupTrialled));
