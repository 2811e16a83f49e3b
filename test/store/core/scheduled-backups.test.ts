// Requirements: PLT-03
import { signatureFor } from '../../builders/signature-for.ts';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { InputOf } from '../../../shared/contracts/index.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import { startScheduledRuns } from '../../../electron/node/scheduled-runs.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';
import { newLane } from '../../faults/lane.ts';
import type { Lane } from '../../faults/lane.ts';

let original: Bench;
beforeAll(async () => {
  original = await demonstrationBench();
});
afterAll(() => original.remove());

/** A clock that the test moves. */
const clock = {
  at: systemClock.now().instant as Instant,
  now: () => ({ instant: clock.at, offsetMinutes: 60 }),
};
const pass = (hours: number): void => {
  clock.at = addMilliseconds(clock.at, hours * 3_600_000);
};

let lane: Lane;
let core: TestCore;
let place: string;
beforeEach(async () => {
  clock.at = addMilliseconds(systemClock.now().instant, 60_000);
  lane = newLane(original);
  place = join(lane.folder, 'backups');
  mkdirSync(place);
  core = coreOn(lane, lane.path, clock);
  await signIn(core);
});
afterEach(() => {
  core.close();
  lane.remove();
});

const keep = { last: 2, daily: 0, weekly: 0, monthly: 0 };
const schedule = (change: Partial<NonNullable<InputOf<'backups.setSchedule'>['schedule']>> = {}) =>
  core.must('backups.setSchedule', {
    schedule: { place, everyHours: 24, keep, ...change },
    reason: 'Agreed with quality assurance.',
    signature: signatureFor('backups.setSchedule', 'maren'),
  });
const files = () => readdirSync(place).filter((name) => name.endsWith('.cachet'));
const scheduled = () => core.ask('backups.make', { scheduled: true });
const tasks = async () =>
  (await core.must('today.get', {})).tasks.filter(({ target }) => target?.id === 'backups');

describe('a name of a backup', () => {
  it('is another one within the same second, and beside a key ring that a killed program left', async () => {
    const { path } = await core.must('backups.make', { place });
    await core.must('backups.make', { place });
    expect(files()).toHaveLength(2);
    rmSync(path);
    await core.must('backups.make', { place });
    expect(files()).toHaveLength(2);
    expect(existsSync(path)).toBe(false);
  });
});

describe('scheduled backups', () => {
  it('are made at once, then when they are due, and say how many were missed', async () => {
    await schedule();
    expect((await scheduled()).kind).toBe('ok');
    pass(23);
    expect(await scheduled()).toMatchObject({ refusal: { rule: 'backup-not-due' } });
    expect(await tasks()).toEqual([]);
    pass(50);
    expect(await tasks()).toMatchObject([{ urgency: 'now' }]);
    expect(await core.must('backups.status', {})).toMatchObject({ isDue: true, missed: 3 });
    expect((await scheduled()).kind).toBe('ok');
    expect(await tasks()).toEqual([]);
    const { backups, nextAt } = await core.must('backups.status', {});
    expect(backups.map(({ missed, state }) => [missed, state])).toEqual([
      [2, 'kept'],
      [0, 'kept'],
    ]);
    expect(nextAt).toBe(addMilliseconds(clock.at, 24 * 3_600_000));
  });

  it('keep what the rule says, delete the rest with their key rings, and record it', async () => {
    await schedule();
    for (let i = 0; i < 4; i += 1) {
      expect((await scheduled()).kind).toBe('ok');
      pass(24);
    }
    expect(files()).toHaveLength(2);
    expect(readdirSync(place).filter((name) => name.endsWith('.keys'))).toHaveLength(2);
    const { backups } = await core.must('backups.status', {});
    expect(backups.map(({ state }) => state)).toEqual(['kept', 'kept', 'deleted', 'deleted']);
    const { rows } = await core.must('trail.page', { kind: 'backup-made', limit: 10 });
    expect(JSON.stringify(rows)).toContain('deletes BK-00002');
    expect((await core.must('trail.verify', {})).ok).toBe(true);
  });

  it('never delete the last one, whatever vanished beside it', async () => {
    await schedule({ keep: { ...keep, last: 1 } });
    expect((await scheduled()).kind).toBe('ok');
    const [first] = files();
    rmSync(place, { recursive: true });
    pass(24);
    expect(await scheduled()).toMatchObject({ refusal: { rule: 'backup-place-missing' } });
    mkdirSync(place);
    // An empty folder stands where the disk was: it is not the one that was chosen.
    pass(1);
    expect(await core.ask('backups.make', {})).toMatchObject({
      refusal: { rule: 'backup-place-missing' },
    });
    await schedule({ keep: { ...keep, last: 1 } });
    expect((await scheduled()).kind).toBe('ok');
    expect(files()).toHaveLength(1);
    expect(files()).not.toEqual([first]);
    const { backups } = await core.must('backups.status', {});
    expect(backups.map(({ state }) => state)).toEqual(['kept', 'missing']);
  });

  it('leave a file alone that lies under the name of a deleted one: a restored study, another file', async () => {
    await schedule({ keep: { ...keep, last: 1 } });
    const paths: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      paths.push((await core.must('backups.make', {})).path);
      pass(24);
    }
    const [first, second, backup] = paths as [string, string, string];
    expect(files()).toHaveLength(1);
    writeFileSync(second, 'notes of somebody');
    const restored = await core.must('backups.restore', {
      backup,
      signature: signatureFor('backups.restore', 'maren'),
      target: first,
      acceptsLoss: true,
      reason: 'The disk failed.',
    });
    expect(restored.path).toBe(first);
    await signIn(core);
    await core.must('backups.make', {});
    for (const path of [first, `${first}.keys`, second]) expect(existsSync(path), path).toBe(true);
    await core.must('session.lock', {});
    await signIn(core);
  });

  const states = async () =>
    (await core.must('backups.status', {})).backups.map(({ state }) => state);

  it.each([
    ['another file', (path: string) => writeFileSync(path, 'notes of somebody')],
    ['a file that was cut', (path: string) => truncateSync(path, 20_000)],
    ['an earlier backup', (path: string) => copyFileSync(join(place, files()[0] ?? ''), path)],
    ['a key ring that was cut', (path: string) => truncateSync(`${path}.keys`, 100)],
  ])('do not take %s for the backup of its name, nor let it stand for one', async (_, spoil) => {
    await schedule({ keep: { ...keep, last: 1 } });
    const first = await core.must('backups.make', {});
    const kept = readFileSync(first.path);
    pass(24);
    await schedule();
    const second = await core.must('backups.make', {});
    expect(await states()).toEqual(['kept', 'kept']);
    spoil(second.path);
    expect(await states()).toEqual(['unsound', 'kept']);
    pass(24);
    // Two are kept: the new one and the sound one, as if the other were not there; and that one is left alone.
    const third = await core.must('backups.make', {});
    expect(third.deleted).toEqual([]);
    expect(await states()).toEqual(['kept', 'unsound', 'kept']);
    expect(existsSync(second.path)).toBe(true);
    expect(readFileSync(first.path).equals(kept)).toBe(true);
  });

  it('name a file that remains though the trail calls its backup deleted', async () => {
    await schedule({ keep: { ...keep, last: 1 } });
    const { path } = await core.must('backups.make', {});
    const bytes = readFileSync(path);
    pass(24);
    await core.must('backups.make', {});
    expect(await states()).toEqual(['kept', 'deleted']);
    writeFileSync(path, bytes.subarray(0, 5_000));
    expect(await states()).toEqual(['kept', 'remains']);
    pass(24);
    await core.must('backups.make', {});
    expect(await states()).toEqual(['kept', 'deleted', 'remains']);
  });

  it('clear away what a crash left long ago, and nothing else', async () => {
    await schedule();
    const left = ['demo-1.cachet.unfinished', 'demo-1.cachet.unfinished-journal'];
    const others = ['demo-2.cachet.unfinished', 'other-1.cachet.unfinished', 'notes.txt'];
    for (const name of [...left, ...others]) writeFileSync(join(place, name), 'left');
    for (const name of [...left, 'other-1.cachet.unfinished', 'notes.txt']) {
      utimesSync(join(place, name), 0, 0);
    }
    expect((await core.ask('backups.make', {})).kind).toBe('ok');
    const found = readdirSync(place);
    expect(found).toEqual(expect.arrayContaining(others));
    for (const name of left) expect(found).not.toContain(name);
  });

  it('name a vanished folder on Today and in the trail once, and go on when it is back', async () => {
    await schedule();
    renameSync(place, `${place}-away`);
    const before = (await core.must('trail.page', { limit: 1 })).total;
    for (let i = 0; i < 3; i += 1) {
      expect(await core.ask('backups.make', {})).toMatchObject({
        refusal: { rule: 'backup-place-missing' },
      });
    }
    expect((await core.must('trail.page', { limit: 1 })).total).toBe(before + 1);
    expect(await tasks()).toMatchObject([{ title: 'Backups of the study file fail' }]);
    const status = await core.must('backups.status', {});
    expect(status).toMatchObject({
      placeIsThere: false,
      failure: { rule: 'backup-place-missing' },
    });
    renameSync(`${place}-away`, place);
    expect((await core.ask('backups.make', {})).kind).toBe('ok');
    expect(await tasks()).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('name a folder that cannot be written', async () => {
    await schedule();
    chmodSync(place, 0o500);
    expect(await core.ask('backups.make', {})).toMatchObject({
      refusal: { rule: 'backup-place-not-writable' },
    });
    chmodSync(place, 0o700);
  });

  it('end when nobody wants them any more', async () => {
    await schedule();
    await core.must('backups.setSchedule', {
      schedule: null,
      reason: 'The study is closed.',
      signature: signatureFor('backups.setSchedule', 'maren'),
    });
    expect(await scheduled()).toMatchObject({ refusal: { rule: 'backup-not-due' } });
    expect(await core.ask('backups.make', {})).toMatchObject({
      refusal: { rule: 'backup-no-place' },
    });
    expect(await core.must('backups.make', { place })).toMatchObject({ code: 'BK-00001' });
  });

  it('refuse a folder that is not there, and people without the right', async () => {
    expect(
      await core.ask('backups.setSchedule', {
        schedule: { place: join(lane.folder, 'none'), everyHours: 24, keep },
        reason: 'Agreed.',
        signature: signatureFor('backups.setSchedule', 'maren'),
      }),
    ).toMatchObject({ refusal: { rule: 'backup-place-missing' } });
    await signIn(core, 'helen');
    expect(
      (
        await core.ask('backups.setSchedule', {
          schedule: null,
          reason: 'No.',
          signature: signatureFor('backups.setSchedule', 'helen'),
        })
      ).kind,
    ).toBe('forbidden');
    expect(existsSync(place)).toBe(true);
  });

  it('are asked for by the clock of the console, and at once after it slept', async () => {
    await schedule();
    const asked: string[] = [];
    let look = (): void => undefined;
    const runs = startScheduledRuns({
      request: async (request) => {
        asked.push(request.name);
        return core.dispatch(request);
      },
      ticker: {
        every: (_, next) => {
          look = next;
          return () => undefined;
        },
      },
    });
    look();
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBe(2);
    await expect.poll(() => files().length, { timeout: 20_000 }).toBe(1);
    pass(100);
    look();
    await expect.poll(() => files().length, { timeout: 20_000 }).toBe(2);
    runs.stop();
    const [latest] = (await core.must('backups.status', {})).backups;
    expect(latest).toMatchObject({ scheduled: true, missed: 3 });
  });
});
