// Requirements: OFF-04
import { cpSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillCore, drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import { openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import { machinePorts } from '../../../electron/node/machine-ports.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { machineFor } from '../../../electron/node/site-identity.ts';
import { backupStore } from '../../../electron/node/store-file/backup-store.ts';
import { restoreStore } from '../../../electron/node/store-file/restore-store.ts';
import { cloneSite } from '../../../electron/node/drill/drill-mishaps.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import type { BundleFile } from '../../../shared/contracts/bundle-file.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

let study: OfflineStudy;
let one: DrillSite;
let two: DrillSite;
beforeAll(async () => {
  study = await offlineStudy(3);
  one = await study.site('S001', 'self');
  two = await study.site('S002', 'self');
  for (const [i, sex] of (['female', 'male', 'female'] as const).entries()) {
    const subject = { subject: `H-${i}`, sex, unusable: i === 2 ? 1 : 0 };
    await randomizeOffline(one, study.console, subject);
  }
  study.clock.advance(600);
});
afterAll(() => {
  two.core.close();
  study.close();
});

const bundleOf = async ({ core }: DrillSite, range: { from?: number; until?: number } = {}) => {
  const { file, last } = await core.must('site.bundle', range);
  return { file: { name: file.name, base64: file.base64 }, last };
};

const spoil = (base64: string, change: (bundle: BundleFile) => unknown): string => {
  const bundle = JSON.parse(Buffer.from(base64, 'base64').toString()) as BundleFile;
  change(bundle);
  return Buffer.from(JSON.stringify(bundle)).toString('base64');
};

test('a record that was changed, cut or is foreign is refused', async () => {
  const { file } = await bundleOf(one);
  const importing = (base64: string) =>
    ruleOf(study.console, 'bundles.import', { file: { ...file, base64 } });
  expect(await importing(Buffer.from('{}').toString('base64'))).toBe('bundle-file');
  const entry = spoil(file.base64, (bundle) => {
    bundle.entries[2] = `${(bundle.entries[2] as string).slice(0, -8)}AAAAAAA=`;
  });
  expect(await importing(entry)).toBe('bundle-tampered');
  const header = spoil(file.base64, (bundle) => {
    bundle.header.pack = 'P-S002';
  });
  expect(await importing(header)).toBe('bundle-tampered');
  const cut = spoil(file.base64, (bundle) => bundle.entries.pop());
  expect(await importing(cut)).toBe('bundle-tampered');
  const stranger = await offlineStudy(2);
  try {
    const theirs = await bundleOf(await stranger.site('S001', 'self'));
    expect(await ruleOf(study.console, 'bundles.import', { file: theirs.file })).toBe(
      'bundle-foreign',
    );
  } finally {
    stranger.close();
  }
});

test('a later part waits for the gap that is named; then every assignment is judged once', async () => {
  const { file: late, last } = await bundleOf(one, { from: 9 });
  const waiting = await study.console.must('bundles.import', { file: late });
  expect(waiting.chain.gaps).toEqual([{ from: 1, to: 8 }]);
  expect(waiting.judged.map(({ state, site }) => `${state} ${site}`)).toContain('waiting S001');
  expect(waiting.judged.every(({ state }) => state === 'waiting')).toBe(true);
  const { parts } = await one.core.must('site.bundle', { until: 8, partLength: 400 });
  expect(await study.console.must('bundles.parts', { parts: parts.slice(1) })).toEqual({
    total: parts.length,
    missing: [1],
  });
  expect(await ruleOf(study.console, 'bundles.import', { parts: parts.slice(1) })).toBe(
    'parts-missing',
  );
  const whole = await study.console.must('bundles.import', { parts: parts.toReversed() });
  expect(whole.chain).toMatchObject({ gaps: [], forks: [], upTo: last });
  expect(whole.counts).toEqual([{ verdict: 'matched', state: 'recorded', assignments: 3 }]);
  const again = await study.console.must('bundles.import', { file: late });
  expect(again).toMatchObject({ repeated: true, added: 0, judged: [] });
});

test('matched assignments are subjects with their slots and kits, at the time of the site', async () => {
  const { rows } = await study.console.must('subjects.page', {});
  expect(rows.map(({ subject }) => subject).toSorted()).toEqual(['H-0', 'H-1', 'H-2']);
  const subject = rows.find((row) => row.subject === 'H-2');
  expect(subject).toMatchObject({ randomizationNumber: 'P-S001-002', status: 'randomized' });
  const shown = await one.core.must('site.subject', { subject: 'H-2' });
  expect(subject?.kits).toEqual(shown.kits);
  const { pack } = await study.console.must('packs.get', { pack: 'P-S001' });
  expect(pack).toMatchObject({ used: 3, envelopes: 8 });
});

const waiting = async (): Promise<readonly string[]> => {
  const { tasks } = await study.console.must('today.get', {});
  return tasks
    .filter(({ kind }) => kind === 'backup')
    .map(({ title, detail }) => `${title}: ${detail}`);
};

test('a pack of which little is left waits for another one', async () => {
  expect(await waiting()).toEqual([]);
  for (const [i, sex] of (['female', 'male', 'male'] as const).entries()) {
    const subject = `H-${i + 3}`;
    await randomizeOffline(one, study.console, { subject, sex, unusable: 0 });
  }
  await study.console.must('bundles.import', { file: (await bundleOf(one)).file });
  expect(await waiting()).toEqual([
    expect.stringMatching(/^Site S001 needs another pack: P-S001 at S001: 2 of 8 envelopes left/),
  ]);
});

test('a subject of two sites is of the first until a person decides', async () => {
  two.clock.advance(120);
  await randomizeOffline(two, study.console, { subject: 'h-1', sex: 'male', unusable: 0 });
  const { file } = await bundleOf(two);
  const { judged } = await study.console.must('bundles.import', { file });
  expect(
    judged.map(({ site, verdict, state }) => `${site} ${verdict} ${state}`).toSorted(),
  ).toEqual(['S001 subject-known open', 'S002 subject-known open']);
  expect(await waiting()).toContainEqual(
    expect.stringMatching(/^Decide about 2 offline assignments: /),
  );
  const mine = judged.find(({ site }) => site === 'S002');
  const evidence = await study.console.must('reconciliation.get', { key: mine?.key ?? '' });
  expect(evidence.console.subject).toMatchObject({ site: 'S001' });
  expect(evidence.decisions.map(({ decision }) => decision)).toEqual(['annotate', 'void']);
  const decided = { key: mine?.key ?? '', reason: 'A typing error at the site.' };
  const accept = { ...decided, decision: 'accept' as const, signature: signedBy('maren') };
  expect(await ruleOf(study.console, 'reconciliation.resolve', accept)).toBe(
    'subject-already-randomized',
  );
  const resolved = await study.console.must('reconciliation.resolve', {
    ...accept,
    decision: 'void',
  });
  expect(resolved).toMatchObject({ state: 'resolved', decision: 'void', recorded: false });
  const kit = evidence.openings[0]?.kits[0] ?? '';
  expect(await study.console.must('kits.get', { number: kit })).toMatchObject({
    kit: { status: 'quarantined' },
  });
  expect(await ruleOf(study.console, 'reconciliation.resolve', accept)).toBe('assignment-not-open');
});

test('a cloned machine is named, and its envelope belongs to nobody silently', async () => {
  const three = await study.site('S003', 'self');
  const { original, clone } = await cloneSite(three, {
    folder: study.folder,
    resources: resourcesDirectory(),
    console: study.console,
  });
  for (const site of [original, clone]) {
    await study.console.must('bundles.import', { file: (await bundleOf(site)).file });
  }
  const first = await study.console.must('reconciliation.summary', {});
  expect(first.chains.find(({ site }) => site === 'S003')?.forks).toMatchObject([
    { kind: 'clone' },
  ]);
  const { rows } = await study.console.must('reconciliation.items', { site: 'S003' });
  expect(rows.map(({ verdict, state }) => `${verdict} ${state}`)).toEqual([
    'fork open',
    'fork open',
  ]);
  const kits = rows.flatMap((row) => row.kits);
  expect(new Set(kits).size).toBe(1);
  expect(rows.filter(({ recorded }) => recorded)).toHaveLength(1);
  for (const { core } of [original, clone]) core.close();
});

test('the record of a made-up machine is refused', async () => {
  const { file } = await bundleOf(two);
  const forged = spoil(file.base64, (bundle) => {
    bundle.header.publicKey = 'ab'.repeat(32);
  });
  const reply = await ruleOf(study.console, 'bundles.import', {
    file: { ...file, base64: forged },
  });
  expect(reply).toBe('bundle-tampered');
});

test('packs close only when nothing is open; then slots stay unused and kits are free', async () => {
  const close = { pack: 'P-S001', reason: 'the network is back', signature: signedBy('maren') };
  expect(await ruleOf(study.console, 'packs.return', close)).toBe('pack-open-items');
  const { rows } = await study.console.must('reconciliation.items', {
    state: 'open',
    site: 'S001',
  });
  for (const { key } of rows) {
    const decision = { key, decision: 'accept' as const, reason: 'The first record stands.' };
    await study.console.must('reconciliation.resolve', {
      ...decision,
      signature: signedBy('maren'),
    });
  }
  expect(await ruleOf(study.console, 'packs.return', close)).toBe('pack-not-surrendered');
  await one.core.must('site.surrender', { pack: 'P-S001', reason: 'the network is back' });
  await study.console.must('bundles.import', { file: (await bundleOf(one)).file });
  const closed = await study.console.must('packs.return', close);
  expect(closed).toMatchObject({ status: 'returned', returned: 2, kits: 0 });
  expect(await ruleOf(study.console, 'packs.file', { pack: 'P-S001' })).toBe('pack-closed');
  const report = await study.console.must('reconciliation.report', { site: 'S001' });
  expect(Buffer.from(report.base64, 'base64').subarray(0, 4).toString()).toBe('%PDF');
  const verified = await study.console.must('trail.verify', {});
  expect(verified.checks.filter(({ passed }) => !passed)).toEqual([]);
});

test('a pack that the site cannot give back closes with its kits set apart', async () => {
  const close = { pack: 'P-S003', reason: 'the machine is lost', signature: signedBy('maren') };
  const { rows } = await study.console.must('reconciliation.items', {
    state: 'open',
    site: 'S003',
  });
  for (const { key } of rows) {
    const { decisions } = await study.console.must('reconciliation.get', { key });
    const decision = decisions[0]?.decision ?? 'annotate';
    const input = { key, decision, reason: 'One copy stands.', signature: signedBy('maren') };
    await study.console.must('reconciliation.resolve', input);
  }
  expect(await ruleOf(study.console, 'packs.return', close)).toBe('pack-not-surrendered');
  const { pack } = await study.console.must('packs.get', { pack: 'P-S003' });
  await study.console.must('packs.return', { ...close, withoutSurrender: true });
  const { rows: trail } = await study.console.must('trail.page', { limit: 1 });
  expect(trail[0]?.detail).toContain(`${pack.kits} kits are set apart`);
});

test('what a site opens after its pack was revoked is late', async () => {
  await study.console.must('packs.revoke', {
    pack: 'P-S002',
    reason: 'the site is back',
    signature: signedBy('maren'),
  });
  two.clock.advance(24 * 60);
  study.clock.advance(48 * 60);
  await two.core.must('site.begin', subjectInput('L-1'));
  const { kits } = await two.core.must('site.open', { subject: 'L-1' });
  await two.core.must('site.dispense', { subject: 'L-1', kits });
  const { judged } = await study.console.must('bundles.import', {
    file: (await bundleOf(two)).file,
  });
  expect(judged).toMatchObject([
    { subject: 'L-1', verdict: 'late', state: 'open', recorded: false },
  ]);
});

test('a site that went on from a backup is named, with the epoch it began', async () => {
  const { core, path, dataDirectory, clock } = two;
  core.close();
  const machine = { dataDirectory, device: loadDevice(dataDirectory) };
  const ring = readKeyRing(path);
  const keys = await openKeyRing(ring, {
    user: 'nora',
    passphrase: drillPassphrase,
    deviceSecret: machine.device.secret,
  });
  const dataKey = keys?.dataKey ?? new Uint8Array(32);
  const backup = `${path}.backup`;
  expect(backupStore(path, dataKey, backup).ok).toBe(true);
  // The whole machine goes back to that night, with all that it remembers outside the file.
  cpSync(dataDirectory, `${dataDirectory}-then`, { recursive: true });
  const before = await reopened(two, path);
  await randomizeOffline(before, study.console, { subject: 'B-1', sex: 'female', unusable: 0 });
  await study.console.must('bundles.import', { file: (await bundleOf(before)).file });
  before.core.close();
  rmSync(dataDirectory, { recursive: true });
  cpSync(`${dataDirectory}-then`, dataDirectory, { recursive: true });
  const ports = machinePorts({
    dataDirectory,
    clock,
    printer: machinePrinter,
    emit: () => undefined,
    isCancelled: () => false,
  });
  const restored = restoreStore(machineFor(machine, ring), ports, {
    backup,
    target: `${path}.restored`,
    dataKey,
    storeId: ring.storeId,
    user: 'nora',
    signature: { meaning: 'restored in a test', digest: '0'.repeat(64) },
    reason: 'the disk failed',
    acceptsLoss: false,
  });
  expect(restored).toMatchObject({ ok: true, value: { epoch: 2, missing: 0 } });
  two = await reopened(two, `${path}.restored`);
  await randomizeOffline(two, study.console, { subject: 'B-2', sex: 'female', unusable: 0 });
  const home = await study.console.must('bundles.import', { file: (await bundleOf(two)).file });
  expect(home.chain.forks).toMatchObject([{ kind: 'restore', epochs: [1, 2] }]);
  const verdicts = home.judged.map(
    ({ subject, verdict, state }) => `${subject} ${verdict} ${state}`,
  );
  expect(verdicts.toSorted()).toEqual(['B-1 fork open', 'B-2 fork open']);
});

/** Signs in to a file of the site after its program was closed. */
async function reopened(here: DrillSite, storePath: string): Promise<DrillSite> {
  const { dataDirectory, clock } = here;
  const core = drillCore({ dataDirectory, resources: resourcesDirectory(), storePath }, clock);
  await core.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
  return { ...here, core, path: storePath };
}
