// Requirements: OFF-01, OFF-02
import { signatureFor } from '../../builders/signature-for.ts';
import { cpSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadDevice } from '../../../electron/node/device.ts';
import { drillCore, drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../../electron/node/drill/drill-core.ts';
import { copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { remember, siteMemory } from '../../../electron/node/site-memory.ts';
import type { SiteMemory } from '../../../electron/node/site-memory.ts';
import { backupStore } from '../../../electron/node/store-file/backup-store.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** The same envelopes are never opened twice: one file a request code, each pack once, whatever became of the file. */
let study: OfflineStudy;
let sites = 0;
let site: DrillSite;
beforeAll(async () => {
  study = await offlineStudy(10);
});
beforeEach(async () => {
  sites += 1;
  site = await study.site(`S${String(sites).padStart(3, '0')}`, 'self');
});
afterAll(() => study.close());

const people = [{ user: 'nora', printedName: 'Nora', passphrase: drillPassphrase }];
const packFileOf = async (pack: string) => {
  const { name, base64 } = await study.console.must('packs.file', { pack });
  return { name, base64 };
};

const again = async (core: DrillCore, path = `${site.path}.again`) =>
  ruleOf(core, 'site.create', { file: await packFileOf(site.pack), path, people });

const removeStore = (path: string): void => {
  for (const end of ['', '-wal', '-shm', '.keys']) rmSync(`${path}${end}`, { force: true });
};

const coreOf = (storePath?: string): DrillCore => {
  const place = { dataDirectory: site.dataDirectory, resources: resourcesDirectory() };
  return drillCore(storePath === undefined ? place : { ...place, storePath }, site.clock);
};

const signIn = { user: 'nora', passphrase: drillPassphrase };
const machine = () => ({
  dataDirectory: site.dataDirectory,
  device: loadDevice(site.dataDirectory),
});
const memory = () => siteMemory(machine(), site.device) as SiteMemory;

test('a file that was deleted or moved is not made anew from its pack', async () => {
  await randomizeOffline(site, study.console, { subject: 'O-1', sex: 'female', unusable: 0 });
  site.core.close();
  renameSync(site.path, `${site.path}.away`);
  renameSync(`${site.path}.keys`, `${site.path}.away.keys`);
  const core = coreOf();
  const file = await packFileOf(site.pack);
  const reply = await core.ask('site.create', { file, path: `${site.path}.again`, people });
  expect(reply).toMatchObject({ kind: 'refused', refusal: { rule: 'site-file-gone' } });
  expect(JSON.stringify(reply)).toContain(site.path);
  expect(JSON.stringify(reply)).toContain('a new request code');
  await core.must('store.choose', { path: `${site.path}.away` });
  await core.must('session.signIn', signIn);
  expect((await core.must('site.subject', { subject: 'O-1' })).state).toBe('dispensed');
  core.close();
  removeStore(`${site.path}.away`);
  const alone = coreOf();
  expect(await again(alone)).toBe('site-file-gone');
  expect(memory().file).toMatchObject({ path: `${site.path}.away`, stage: 'made' });
  alone.close();
});

test('the way out is a new request code and a new pack, which make a file', async () => {
  site.core.close();
  removeStore(site.path);
  const core = coreOf();
  const asked = await core.must('site.request', {});
  expect(asked.device).not.toBe(site.device);
  const { request, fingerprint, device } = asked;
  const signature = signedBy('maren');
  await study.console.must('packs.enrol', { site: site.site, request, fingerprint, signature });
  const terms = { site: site.site, device, envelopesPerStratum: 1, release: 'self' } as const;
  const valid = {
    validFrom: '2026-03-02T09:00:00.000Z',
    validUntil: '2026-03-20T09:00:00.000Z',
  };
  const pack = `${site.pack}-NEW`;
  await study.console.must('packs.issue', { pack, ...terms, ...valid, signature });
  const path = `${site.path}.new`;
  await core.must('site.create', { file: await packFileOf(pack), path, people });
  await core.must('session.signIn', signIn);
  core.close();
});

test('one of the two copies of what the machine remembers may be deleted, not both', async () => {
  site.core.close();
  removeStore(site.path);
  const [one, other] = [
    join(site.dataDirectory, 'site-devices', `${site.device}.memory`),
    join(site.dataDirectory, 'anchors', `site-${site.device}.memory`),
  ] as const;
  rmSync(one);
  const core = coreOf();
  expect(await again(core)).toBe('site-file-gone');
  rmSync(other);
  expect(await again(core)).toBe('site-memory-lost');
  expect((await core.must('site.request', {})).device).not.toBe(site.device);
  core.close();
});

test('what stopped before anything could be opened is made on the next try', async () => {
  site.core.close();
  removeStore(site.path);
  // As a crash leaves it that came after the first note and before the file had its name.
  const { file, packs } = memory();
  if (file === null) throw new Error('the file is not remembered');
  const before: SiteMemory = { version: 90, file: { ...file, stage: 'making' }, packs };
  remember(machine(), site.device, before);
  const core = coreOf();
  expect(await again(core, site.path)).toContain('ok');
  expect(memory().file).toMatchObject({ path: site.path, stage: 'making' });
  expect(await again(core)).toBe('site-exists');
  await core.must('session.signIn', signIn);
  expect(memory().file).toMatchObject({ path: site.path, stage: 'made' });
  core.close();
  removeStore(site.path);
  const alone = coreOf();
  expect(await again(alone)).toBe('site-file-gone');
  alone.close();
});

test('a file that was left aside while it was made is not opened beside the one that was made', async () => {
  site.core.close();
  const aside = `${site.path}.aside`;
  copyStoreFiles(site.path, aside);
  removeStore(site.path);
  const { file, packs } = memory();
  if (file === null) throw new Error('the file is not remembered');
  remember(machine(), site.device, { version: 90, file: { ...file, stage: 'making' }, packs });
  const core = coreOf();
  expect(await again(core, site.path)).toContain('ok');
  await core.must('store.choose', { path: aside });
  expect(await ruleOf(core, 'session.signIn', signIn)).toBe('site-file-other');
  await core.must('store.choose', { path: site.path });
  await core.must('session.signIn', signIn);
  core.close();
});

/** Restores a backup of the site's file under a new name and signs in to it. */
async function restoredFrom(
  backup: string,
  acceptsLoss: boolean,
  second?: string,
): Promise<DrillCore> {
  const target = `${backup}-restored`;
  const door = coreOf();
  const reason = 'the disk failed';
  await door.must('backups.restore', {
    backup,
    target,
    reason,
    acceptsLoss,
    signature: signatureFor('backups.restore', signIn.user, signIn.passphrase),
    ...(second === undefined
      ? {}
      : { second: signatureFor('backups.restore', second, drillPassphrase) }),
  });
  door.close();
  const core = coreOf(target);
  await core.must('session.signIn', signIn);
  return core;
}

async function dataKeyOf(path: string): Promise<Uint8Array> {
  const deviceSecret = machine().device.secret;
  const keys = await openKeyRing(readKeyRing(path), { ...signIn, deviceSecret });
  return (keys as NonNullable<typeof keys>).dataKey;
}

async function backUp(): Promise<string> {
  site.core.close();
  const backup = `${site.path}.backup`;
  expect(backupStore(site.path, await dataKeyOf(site.path), backup).ok).toBe(true);
  return backup;
}

/** Another pack for the same machine. */
async function secondPack(): Promise<{ readonly name: string; readonly base64: string }> {
  const pack = `${site.pack}-2`;
  await study.console.must('packs.issue', {
    pack,
    site: site.site,
    device: site.device,
    envelopesPerStratum: 1,
    release: 'self',
    validFrom: site.clock.now().instant,
    validUntil: '2026-03-20T09:00:00.000Z',
    signature: signedBy('maren'),
  });
  return packFileOf(pack);
}

test('after a restore that loses entries no envelope of before is opened, and no pack loaded twice', async () => {
  const backup = await backUp();
  const newest = { ...site, core: coreOf(site.path) };
  await newest.core.must('session.signIn', signIn);
  const second = await secondPack();
  await newest.core.must('site.load', { file: second });
  expect(await ruleOf(newest.core, 'site.load', { file: second })).toBe('pack-loaded');
  await randomizeOffline(newest, study.console, { subject: 'R-1', sex: 'female', unusable: 0 });
  newest.core.close();
  const core = await restoredFrom(backup, true);
  const refused = await core.ask('site.begin', subjectInput('R-2'));
  expect(refused).toMatchObject({ kind: 'refused', refusal: { rule: 'no-pack-in-force' } });
  expect(JSON.stringify(refused)).toContain('restored from a copy that lacks entries');
  expect(await ruleOf(core, 'site.load', { file: second })).toBe('pack-used');
  core.close();
});

test('a restore that loses nothing goes on where the site was', async () => {
  const core = await restoredFrom(await backUp(), false);
  await core.must('site.begin', subjectInput('R-3'));
  expect((await core.must('site.open', { subject: 'R-3' })).kits).toHaveLength(1);
  core.close();
});

test('a restore without the checkpoint of the machine may have lost entries: nothing is opened', async () => {
  const backup = await backUp();
  const anchors = join(site.dataDirectory, 'anchors');
  for (const name of readdirSync(anchors).filter((one) => one.endsWith('.json'))) {
    rmSync(join(anchors, name));
  }
  await expect(restoredFrom(backup, false)).rejects.toThrow('restore-second-signer');
  const core = await restoredFrom(backup, false, 'ivo');
  expect(await ruleOf(core, 'site.begin', subjectInput('R-4'))).toBe('no-pack-in-force');
  core.close();
});

test('what was opened is anchored outside the file before its number is shown', async () => {
  const backup = await backUp();
  const core = coreOf(site.path);
  await core.must('session.signIn', signIn);
  await core.must('site.begin', subjectInput('R-5'));
  await core.must('site.open', { subject: 'R-5' });
  // No lock, no second of rest: the computer is off.
  const left = `${site.dataDirectory}-off`;
  cpSync(site.dataDirectory, left, { recursive: true });
  core.close();
  rmSync(site.dataDirectory, { recursive: true });
  cpSync(left, site.dataDirectory, { recursive: true });
  await expect(restoredFrom(backup, false)).rejects.toThrow('The backup lacks');
});
