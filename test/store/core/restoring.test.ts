// Requirements: PLT-03
import { signatureFor } from '../../builders/signature-for.ts';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../electron/node/core.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import { smallCore } from '../../builders/small-core.ts';
import { cheap, coreOn, copyStudy, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';
import { newLane } from '../../faults/lane.ts';
import type { Lane } from '../../faults/lane.ts';

let original: Bench;
beforeAll(async () => {
  original = await demonstrationBench();
});
afterAll(() => original.remove());

let lane: Lane;
let core: TestCore;
let backup: string;
beforeEach(async () => {
  lane = newLane(original);
  const place = join(lane.folder, 'backups');
  mkdirSync(place);
  core = coreOn(lane);
  await signIn(core);
  backup = (await core.must('backups.make', { place })).path;
});
afterEach(() => {
  core.close();
  lane.remove();
});

const person = { user: 'maren', passphrase: demonstrationPassphrase };
const reason = 'The disk failed.';
const compare = (more = {}) => core.must('backups.compare', { backup, ...person, ...more });
const restore = (
  { user = person.user, passphrase = person.passphrase, ...more } = {} as {
    readonly user?: string;
    readonly passphrase?: string;
    readonly [key: string]: unknown;
  },
) => {
  const signature = signatureFor('backups.restore', user, passphrase);
  return core.ask('backups.restore', { backup, reason, signature, ...more });
};
const registerLots = async (...lots: readonly string[]) => {
  for (const lot of lots) await core.must('lots.register', { lot, expiry: '2031-05-31' });
};

describe('a backup beside the present file', () => {
  it('says what would be lost, by kind, with times, and who did it', async () => {
    await registerLots('LOST-1', 'LOST-2');
    const found = await compare();
    expect(found).toMatchObject({
      parted: false,
      gained: 0,
      missing: 3,
      // The checkpoint of this machine is that of the moment, not of half a second before it.
      anchor: { verdict: 'lacks', entries: found.backup.entries + 3 },
      backup: { ok: true, code: 'BK-00001' },
      present: { path: lane.path, entries: found.backup.entries + 3 },
      presentProblem: null,
    });
    expect(found.lost.byKind.map(({ kind, entries }) => [kind, entries])).toEqual([
      ['lot-registered', 2],
      ['backup-made', 1],
    ]);
    expect(found.lost.latest[0]).toMatchObject({ by: 'Maren Solberg' });
    expect(found.lost.latest[0]?.what).toContain('LOST-2');
    expect(found.common).toBe(found.backup.entries);
  });

  it('holds it against checkpoints that were kept elsewhere', async () => {
    const { present } = await compare();
    const { entries, head } = present as NonNullable<typeof present>;
    const witnessed = [
      { entries: entries - 1, head: (await compare()).backup.head },
      { entries, head },
      { entries: 3, head: 'ab'.repeat(32) },
    ];
    const found = await compare({ witnessed });
    expect(found.witnessed.map(({ verdict }) => verdict)).toEqual(['held', 'lacks', 'differs']);
    expect(await restore({ witnessed, acceptsLoss: true })).toMatchObject({
      refusal: { rule: 'restore-contradicts-checkpoint' },
    });
  });

  it('finds where two histories part', async () => {
    const other = newLane(lane);
    const elsewhere = coreOn(other);
    await signIn(elsewhere);
    await elsewhere.must('lots.register', { lot: 'OTHER', expiry: '2031-05-31' });
    const place = join(other.folder, 'elsewhere');
    mkdirSync(place);
    const parted = (await elsewhere.must('backups.make', { place })).path;
    elsewhere.close();
    await registerLots('HERE');
    const found = await core.must('backups.compare', { backup: parted, ...person });
    // The other signed in and registered a lot; here a backup was entered before both went on.
    expect(found.parted).toBe(true);
    expect(found.common).toBe(found.backup.entries - found.gained);
    expect(found.lost.entries).toBeGreaterThan(0);
    expect(found.anchor.verdict).toBe('differs');
    other.remove();
  });

  it('opens to those who may, and to nobody else', async () => {
    expect(await core.ask('backups.compare', { backup, ...person, user: 'tomas' })).toMatchObject({
      refusal: { rule: 'restore-role' },
    });
    expect(await restore({ user: 'helen' })).toMatchObject({ refusal: { rule: 'restore-role' } });
    expect(await restore({ passphrase: 'wrong' })).toMatchObject({
      refusal: { rule: 'sign-in-failed' },
    });
    expect(await restore({ backup: lane.path })).toMatchObject({
      refusal: { rule: 'backup-is-study' },
    });
  });
});

describe('restoring', () => {
  it('takes no signature but a good one, and leaves no file', async () => {
    const good = signatureFor('backups.restore', 'maren');
    const { target } = await compare();
    const ruleWith = async (change: object) => {
      const reply = await restore({ acceptsLoss: true, signature: { ...good, ...change } });
      return reply.kind === 'refused' ? reply.refusal.rule : reply.kind;
    };
    expect(await restore({ acceptsLoss: true, signature: undefined })).toMatchObject({
      kind: 'invalid-input',
      issues: [{ path: 'signature' }],
    });
    expect(await ruleWith({ passphrase: 'not the right one' })).toBe('sign-in-failed');
    expect(await ruleWith({ user: 'nobody' })).toBe('sign-in-failed');
    expect(await ruleWith({ user: 'helen' })).toBe('restore-role');
    expect(await ruleWith({ meaning: 'I have read this' })).toBe('signature-meaning');
    expect(await ruleWith({ digest: '0'.repeat(64) })).toBe('signed-record-changed');
    expect(existsSync(target)).toBe(false);
    expect(await ruleWith({})).toBe('ok');
    await signIn(core);
    const { base64 } = await core.must('trail.export', { format: 'jsonl' });
    const line = Buffer.from(base64, 'base64').toString().trim().split('\n');
    const restored = line.find((one) => one.includes('store-restored')) ?? '';
    const { content } = JSON.parse(restored) as { readonly content: string };
    const { signature } = JSON.parse(content) as { readonly signature: object };
    expect(signature).toMatchObject({ user: 'maren', meaning: good.meaning });
  });

  it('asks before entries are lost, keeps the old file, and goes on in a new epoch', async () => {
    await registerLots('LOST-1');
    expect(await restore()).toMatchObject({ refusal: { rule: 'restore-loses-entries' } });
    // Whoever was at work still is.
    await registerLots('LOST-2');
    const before = readFileSync(lane.path).length;
    const reply = await restore({ acceptsLoss: true });
    expect(reply).toMatchObject({
      kind: 'ok',
      value: { epoch: 2, missing: 3, kept: lane.path, presentUnread: false },
    });
    expect(existsSync(lane.path)).toBe(true);
    expect(readFileSync(lane.path).length).toBeGreaterThanOrEqual(before);
    expect((await signIn(core)).kind).toBe('ok');
    const { rows } = await core.must('trail.page', { kind: 'store-restored', limit: 1 });
    expect(rows[0]).toMatchObject({ reason });
    expect((await core.must('trail.verify', {})).ok).toBe(true);
    expect((await core.must('lots.page', {})).lots.map(({ lot }) => lot)).not.toContain('LOST-1');
  });

  it('is the way out when the present file is damaged and nobody can sign in', async () => {
    core.close();
    const file = readFileSync(lane.path);
    file.fill(7, 0, file.length / 2);
    writeFileSync(lane.path, file);
    core = coreOn(lane);
    expect((await signIn(core)).kind).toBe('refused');
    const found = await compare();
    expect(found.present).toBeNull();
    expect(found.presentProblem).toContain('cannot be read');
    expect(found.missing).toBe(1);
    const second = signatureFor('backups.restore', 'ada');
    expect((await restore({ acceptsLoss: true, second })).kind).toBe('ok');
    expect((await signIn(core)).kind).toBe('ok');
  });

  it('refuses a backup in which something was changed', async () => {
    const changed = join(lane.folder, 'changed.cachet');
    copyStudy(backup, changed);
    const file = readFileSync(changed);
    file[file.length - 5000] = (file[file.length - 5000] as number) ^ 1;
    writeFileSync(changed, file);
    const reply = await restore({ backup: changed, acceptsLoss: true });
    expect(reply.kind).toBe('refused');
    expect(existsSync((await compare()).target)).toBe(false);
    expect((await signIn(core)).kind).toBe('ok');
  });

  it('does not put a new file beside the log of another', async () => {
    const target = join(lane.folder, 'new.cachet');
    copyFileSync(backup, `${target}-wal`);
    expect(await restore({ target, acceptsLoss: true })).toMatchObject({
      refusal: { rule: 'target-exists' },
    });
    expect(existsSync(target)).toBe(false);
  });
});

describe('people whose access ended after the backup', () => {
  const byAda = { user: 'ada', passphrase: demonstrationPassphrase };
  beforeEach(async () => {
    await signIn(core, 'ada');
    await core.must('access.deactivateUser', {
      user: 'maren',
      reason: 'left the company',
      signature: signatureFor('access.deactivateUser', 'ada'),
    });
  });

  it('neither look into it nor restore it, whether somebody is at work or not', async () => {
    const refused = { refusal: { rule: 'restore-role' } };
    const attempts = async () => [
      await core.ask('backups.compare', { backup, ...person }),
      await restore({ acceptsLoss: true }),
    ];
    expect(await attempts()).toMatchObject([refused, refused]);
    await core.must('session.lock', {});
    expect(await attempts()).toMatchObject([refused, refused]);
    expect(existsSync((await core.must('backups.compare', { backup, ...byAda })).target)).toBe(
      false,
    );
  });

  it('are refused by the present file that this machine remembers, though nobody named it', async () => {
    core.close();
    const unnamed = createCore({
      dataDirectory: lane.dataDirectory,
      resources: resourcesDirectory(),
      clock: systemClock,
      printer: machinePrinter,
      emit: () => undefined,
      isCancelled: () => false,
      cost: cheap,
    });
    const signature = signatureFor('backups.restore', 'maren');
    const asked = { backup, reason, acceptsLoss: true, signature };
    const attempt = () => unnamed.dispatch({ name: 'backups.restore', input: asked });
    expect(await attempt()).toMatchObject({ refusal: { rule: 'restore-role' } });
    const other = await smallCore();
    await unnamed.dispatch({ name: 'store.choose', input: { path: other.bench.path } });
    expect(await attempt()).toMatchObject({ refusal: { rule: 'restore-role' } });
    other.core.close();
    other.bench.remove();
    const compared = { backup, ...byAda };
    expect(await unnamed.dispatch({ name: 'backups.compare', input: compared })).toMatchObject({
      value: { present: { path: lane.path }, returning: [{ user: 'maren' }] },
    });
    unnamed.close();
  });

  it('may come back where no present file can be asked, which is said and entered', async () => {
    core.close();
    renameSync(lane.path, `${lane.path}.away`);
    core = coreOn(lane);
    const found = await compare(byAda);
    expect(found.present).toBeNull();
    expect(found.presentProblem).toContain(lane.path);
    const second = signatureFor('backups.restore', 'helen');
    const reply = await restore({ ...byAda, second, acceptsLoss: true });
    expect(reply).toMatchObject({ kind: 'ok', value: { presentUnread: true } });
    await signIn(core, 'ada');
    const { rows } = await core.must('trail.page', { kind: 'store-restored', limit: 1 });
    expect(rows[0]?.detail).toContain('access that ended since the backup may have come back');
  });

  it('are named before their access comes back, and after', async () => {
    await core.must('access.changeRole', {
      user: 'ines',
      role: 'qa',
      sites: [],
      passphrase: 'a first passphrase for her',
      reason: 'another task',
      signature: signatureFor('access.changeRole', 'ada'),
    });
    const returning = [
      { user: 'ines', printedName: 'Inès Laurent', role: 'inspector', now: 'qa' },
      { user: 'maren', printedName: 'Maren Solberg', role: 'unblinded-pharmacist', now: null },
    ];
    expect((await compare(byAda)).returning).toEqual(returning);
    const reply = await restore({ ...byAda, acceptsLoss: true });
    expect(reply).toMatchObject({ kind: 'ok', value: { returning } });
  });
});
