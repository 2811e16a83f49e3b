// Requirements: TRU-16
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import { signatureFor } from '../../builders/signature-for.ts';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Instant } from '../../../shared/base/instant.ts';
import { passphraseFor, smallCore } from '../../builders/small-core.ts';
import { coreOn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';

let bench: Bench;
let core: TestCore;
let time: Instant;
const atFirst = '2031-03-01T09:00:00.000Z' as Instant;
const setBack = '2026-03-01T09:00:00.000Z' as Instant;

beforeEach(async () => {
  const small = await smallCore();
  small.core.close();
  bench = small.bench;
  time = atFirst;
  core = coreOn(bench, bench.path, { now: () => ({ instant: time, offsetMinutes: 0 }) });
  await enter('ada');
  mkdirSync(join(bench.folder, 'kept'));
});
afterEach(() => {
  core.close();
  bench.remove();
});

const enter = (user: string) =>
  core.must('session.signIn', { user, passphrase: passphraseFor(user) });
const entries = async () => (await core.must('trail.page', { limit: 1 })).total;

let passphraseOfAda = passphraseFor('ada');
const byAda = (name: ProcedureName) => signatureFor(name, 'ada', passphraseOfAda);

/** What an administrator does to people and files; each leaves an entry. */
const steps = {
  'access.addUser': () =>
    core.ask('access.addUser', {
      user: 'zed',
      printedName: 'Zed',
      role: 'qa',
      sites: [],
      passphrase: 'harbour ladder window 27',
      signature: byAda('access.addUser'),
    }),
  'access.changeRole': () =>
    core.ask('access.changeRole', {
      user: 'dora',
      role: 'inspector',
      sites: [],
      passphrase: 'copper meadow lantern 31',
      reason: 'another task',
      signature: byAda('access.changeRole'),
    }),
  'access.deactivateUser': () =>
    core.ask('access.deactivateUser', {
      user: 'ivy',
      reason: 'left the company',
      signature: byAda('access.deactivateUser'),
    }),
  'backups.setSchedule': () =>
    core.ask('backups.setSchedule', {
      schedule: null,
      reason: 'no longer wanted',
      signature: byAda('backups.setSchedule'),
    }),
  'backups.make': () => core.ask('backups.make', { place: join(bench.folder, 'kept') }),
};

/** What several consoles agree on; there is no hub here. */
const amongConsoles = {
  'hub.share': { signature: byAda('hub.share') },
  'hub.admit': { code: 'a code', fingerprint: 'ABCD', signature: byAda('hub.admit') },
  'hub.hold': { place: '*', hours: 1 },
  'hub.handOver': { place: '*', to: null, hours: 1 },
} as const;

it('shares nothing and admits nobody by a clock that was set back', async () => {
  const rules = async () => {
    const said: string[] = [];
    for (const [name, input] of Object.entries(amongConsoles)) {
      const reply = await core.ask(name as keyof typeof amongConsoles, input as never);
      said.push(reply.kind === 'refused' ? reply.refusal.rule : reply.kind);
    }
    return said;
  };
  const own = ['hub-not-connected', 'hub-not-connected', 'study-not-shared', 'study-not-shared'];
  expect(await rules()).toEqual(own);
  time = setBack;
  expect(await rules()).toEqual(own.map(() => 'clock-set-back'));
});

it('records nothing by a clock that was set back, and leaves no file', async () => {
  time = setBack;
  const before = await entries();
  for (const [name, step] of Object.entries(steps)) {
    expect([name, await step()]).toMatchObject([name, { refusal: { rule: 'clock-set-back' } }]);
  }
  expect(await entries()).toBe(before);
  expect(readdirSync(join(bench.folder, 'kept'))).toEqual([]);
});

it('lets people sign in and look, and goes on once the clock is right', async () => {
  time = setBack;
  await enter('ada');
  expect((await core.must('backups.status', {})).backups).toEqual([]);
  const [current, next] = [passphraseFor('ada'), 'violet anchor thimble 58'];
  expect((await core.ask('session.changePassphrase', { current, next })).kind).toBe('ok');
  passphraseOfAda = next;
  time = atFirst;
  for (const [name, step] of Object.entries(steps)) {
    expect([name, (await step()).kind]).toEqual([name, 'ok']);
  }
});
