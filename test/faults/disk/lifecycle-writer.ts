// Signs in, changes passphrases and people while the disk fails at the first write, then at the second, and so on.
import { signatureFor } from '../../builders/signature-for.ts';
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createCore } from '../../../electron/node/core.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import type { InputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import type { Reply } from '../../../shared/contracts/reply.ts';
import { cheap } from '../../builders/study-core.ts';
import { FaultSwitch } from './fault-switch.ts';
import type { SpoiledTask } from './spoiled-writer.ts';

export type Trial = 'anchor' | 'sign-in' | 'passphrase' | 'people' | 'unblinding';

export interface LifecycleTask extends SpoiledTask {
  readonly trial: Trial;
}

/** What became of one trial: how many failures it saw, and what was wrong after them. */
export interface Trialled {
  readonly failures: number;
  readonly wrong: readonly string[];
}

const task = JSON.parse(readFileSync(0, 'utf8')) as LifecycleTask;
const disk = new FaultSwitch(task.switchPath);
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
const wrong: string[] = [];
let failures = 0;

const ask = <N extends ProcedureName>(name: N, input: InputOf<N>): Promise<Reply> =>
  core.dispatch({ name, input });
const signIn = (user: string, passphrase: string = demonstrationPassphrase): Promise<Reply> =>
  ask('session.signIn', { user, passphrase });

async function must<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<never> {
  const reply = await ask(name, input);
  if (reply.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(reply)}`);
  return reply.value as never;
}

/** The first line of the last defect in the machine's log. */
const lastIncident = (): string =>
  readFileSync(join(task.dataDirectory, 'incidents.log'), 'utf8')
    .split('\n')
    .findLast((line) => /^\d{4}-/.test(line)) ?? '';

const note = (what: string, reply: Reply): void => {
  const rule = reply.kind === 'refused' ? reply.refusal.rule : lastIncident();
  wrong.push(`failure ${failures}: ${what}: ${rule}`);
};

/** Makes `attempt` fail at each operation in turn; `after` looks at what a refusal left, `before` prepares a try. */
async function spoil(
  attempt: (nth: number) => Promise<Reply>,
  after: (nth: number) => Promise<void>,
  before: (nth: number) => Promise<unknown> = async () => null,
): Promise<void> {
  for (let nth = 1; ; nth += 1) {
    await before(nth);
    disk.on(task.fault, nth);
    const reply = await attempt(nth);
    if (disk.off() === 0) {
      if (reply.kind !== 'ok') note('refused on a sound disk', reply);
      return;
    }
    failures += 1;
    if (reply.kind === 'ok') continue;
    if (reply.kind !== 'refused' || !reply.refusal.rule.startsWith('disk-')) note('reply', reply);
    await after(nth);
  }
}

const trials: { readonly [K in Trial]: () => Promise<void> } = {
  async anchor() {
    await must('lots.register', { lot: 'ANCHOR-1', expiry: '2031-05-31' });
    disk.on(task.fault, 1);
    await wait(1_200);
    failures += disk.off();
    await must('lots.register', { lot: 'ANCHOR-2', expiry: '2031-05-31' });
  },
  async 'sign-in'() {
    await spoil(
      async () => signIn('tomas'),
      async () => {
        const status: { user: unknown } = await must('session.status', {});
        if (status.user !== null) wrong.push(`failure ${failures}: refused, yet signed in`);
        await must('session.signIn', { user: 'maren', passphrase: demonstrationPassphrase });
      },
    );
  },
  async passphrase() {
    let current = demonstrationPassphrase;
    const next = (nth: number) => `another long passphrase ${nth}`;
    await spoil(
      async (nth) => ask('session.changePassphrase', { current, next: next(nth) }),
      async (nth) => {
        const reply = await signIn('maren', current);
        if (reply.kind === 'ok') return;
        note('the old passphrase after a refused change', reply);
        current = next(nth);
        await must('session.signIn', { user: 'maren', passphrase: current });
      },
    );
  },
  async people() {
    await must('session.signIn', { user: 'ada', passphrase: demonstrationPassphrase });
    const person = (nth: number, name = 'new') => ({
      user: `${name}-${nth}`,
      printedName: `Person ${nth}`,
      role: 'qa' as const,
      passphrase: 'a first long passphrase',
      signature: signatureFor('access.addUser', 'ada'),
    });
    const reason = 'Tried on a broken disk.';
    await spoil(
      async (nth) => ask('access.addUser', person(nth)),
      async (nth) => {
        const again = await ask('access.addUser', person(nth));
        if (again.kind !== 'ok') note('adding again', again);
      },
    );
    const moved = (nth: number) =>
      ask('access.changeRole', {
        user: `mover-${nth}`,
        role: 'inspector',
        passphrase: 'a second first passphrase',
        reason,
        signature: signatureFor('access.changeRole', 'ada'),
      });
    await spoil(
      moved,
      async (nth) => {
        const again = await moved(nth);
        if (again.kind !== 'ok') note('changing the role again', again);
      },
      async (nth) => must('access.addUser', person(nth, 'mover')),
    );
    const leaver = (nth: number) => ({
      user: `leaver-${nth}`,
      reason,
      signature: signatureFor('access.deactivateUser', 'ada'),
    });
    await spoil(
      async (nth) => ask('access.deactivateUser', leaver(nth)),
      async (nth) => {
        const again = await ask('access.deactivateUser', leaver(nth));
        if (again.kind !== 'ok') note('deactivating again', again);
      },
      // How many operations a command makes depends on when the log is taken over into the file.
      async (nth) => must('access.addUser', person(nth, 'leaver')),
    );
  },
  async unblinding() {
    await must('session.signIn', { user: 'ada', passphrase: demonstrationPassphrase });
    await must('access.addUser', {
      user: 'second',
      printedName: 'Second Pharmacist',
      role: 'unblinded-pharmacist',
      passphrase: 'a first long passphrase',
      signature: signatureFor('access.addUser', 'ada'),
    });
    await must('session.signIn', { user: 'second', passphrase: 'a first long passphrase' });
    await must('session.changePassphrase', {
      current: 'a first long passphrase',
      next: 'nobody else knows these words',
    });
    await must('session.signIn', { user: 'maren', passphrase: demonstrationPassphrase });
    const reason = 'Tried on a broken disk.';
    const grants = async () =>
      ((await must('trail.page', { kind: 'unblinding-granted', limit: 1 })) as { total: number })
        .total;
    const ringHas = (): boolean => {
      const { users } = JSON.parse(readFileSync(`${task.path}.keys`, 'utf8')) as {
        users: { user: string; unblindingKey: string | null }[];
      };
      return users.find(({ user }) => user === 'second')?.unblindingKey !== null;
    };
    await spoil(
      async () =>
        ask('access.grantUnblinding', {
          user: 'second',
          reason,
          signature: signatureFor('access.grantUnblinding', 'maren'),
        }),
      async () => {
        if (ringHas() && (await grants()) === 0)
          wrong.push(`failure ${failures}: the key was granted without an entry`);
      },
    );
  },
};

await must('session.signIn', { user: 'maren', passphrase: demonstrationPassphrase });
await trials[task.trial]();
core.close();
const { checks } = await (async () => {
  await must('session.signIn', {
    user: task.trial === 'passphrase' ? 'tomas' : 'maren',
    passphrase: demonstrationPassphrase,
  });
  return (await must('trail.verify', {})) as { checks: { check: string; passed: boolean }[] };
})();
for (const { check, passed } of checks) if (!passed) wrong.push(`afterwards: ${check}`);
core.close();
disk.close();
const trialled: Trialled = { failures, wrong };
writeSync(1, JSON.stringify(trialled));
