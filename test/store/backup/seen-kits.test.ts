// Requirements: OFF-05, SUP-03
import { signatureFor } from '../../builders/signature-for.ts';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillCore, drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import { copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { offlineStudy, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** A kit whose number somebody saw in an envelope is never stock again, wherever it lies and whoever releases it. */
let study: OfflineStudy;
beforeAll(async () => {
  study = await offlineStudy(4);
  await addQualityAssurance();
});
afterAll(() => study.close());

/** A second person of the console, who did not put anything in quarantine. */
async function addQualityAssurance(): Promise<void> {
  const { must } = study.console;
  const first = 'first long passphrase 1';
  const quinn = { user: 'quinn', printedName: 'Quinn Quality', role: 'qa' } as const;
  await must('session.signIn', { user: 'ada', passphrase: drillPassphrase });
  await must('access.addUser', {
    ...quinn,
    passphrase: first,
    signature: signatureFor('access.addUser', 'ada', drillPassphrase),
  });
  await must('session.signIn', { user: 'quinn', passphrase: first });
  await must('session.changePassphrase', { current: first, next: drillPassphrase });
  await must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
}

const stateOf = async (number: string): Promise<string> =>
  (await study.console.must('kits.get', { number })).kit.status;

async function broughtHome({ core }: DrillSite) {
  const { name, base64 } = (await core.must('site.bundle', {})).file;
  const { judged } = await study.console.must('bundles.import', { file: { name, base64 } });
  return judged;
}

const annotate = (key: string) =>
  study.console.must('reconciliation.resolve', {
    key,
    decision: 'annotate',
    reason: 'The record stays as it is.',
    signature: signedBy('maren'),
  });

const released = (user: string, numbers: readonly string[]) =>
  study.console.ask('kits.release', {
    numbers: [...numbers],
    reason: 'They were counted.',
    signature: signedBy(user),
  });

/** Console and copy of a site's file part; the copy goes on under a data folder of its own. */
async function copied(site: DrillSite): Promise<readonly [DrillSite, DrillSite]> {
  site.core.close();
  const dataDirectory = join(study.folder, `${site.site}-copy`);
  const path = `${dataDirectory}.cachet`;
  cpSync(site.dataDirectory, dataDirectory, { recursive: true });
  copyStoreFiles(site.path, path);
  const opened = async (here: DrillSite): Promise<DrillSite> => {
    const place = { dataDirectory: here.dataDirectory, resources: resourcesDirectory() };
    const core = drillCore({ ...place, storePath: here.path }, here.clock);
    await core.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
    return { ...here, core };
  };
  return [await opened(site), await opened({ ...site, dataDirectory, path })];
}

test('a kit that a record showed is not released, whoever signs', async () => {
  const site = await study.site('S001', 'self');
  site.clock.set(180);
  const seen = { subject: 'V-1', sex: 'female', unusable: 0 } as const;
  const [kit] = (await randomizeOffline(site, study.console, seen)) as [string];
  study.clock.advance(600);
  const [item] = await broughtHome(site);
  await annotate(item?.key as string);
  expect(await stateOf(kit)).toBe('quarantined');
  for (const user of ['maren', 'quinn']) {
    const reply = await released(user, [kit]);
    expect(reply).toMatchObject({ kind: 'refused', refusal: { rule: 'kit-was-shown' } });
    const { because } = (reply as { refusal: { because: readonly string[] } }).refusal;
    expect(because).toEqual([`${kit}: envelope 1 of P-S001 showed it for subject V-1.`]);
  }
  expect(await stateOf(kit)).toBe('quarantined');
  await study.console.must('kits.act', {
    numbers: [kit],
    action: 'await-destruction',
    reason: 'It was shown.',
  });
  expect(await stateOf(kit)).toBe('awaiting-destruction');
});

test('kits of a pack that did not come back are released by a second person, but not those of a call', async () => {
  const site = await study.site('S002', 'helpline');
  const { challenge } = await site.core.must('site.begin', subjectInput('V-2'));
  await study.console.must('packs.answerChallenge', {
    challenge: challenge as string,
    subject: 'V-2',
  });
  await study.console.must('packs.return', {
    pack: site.pack,
    reason: 'The machine is lost.',
    withoutSurrender: true,
    signature: signedBy('maren'),
  });
  const { rows } = await study.console.must('kits.page', { limit: 200, place: 'S002' });
  const apart = rows.filter(({ status }) => status === 'quarantined').map(({ number }) => number);
  expect(apart).toHaveLength(16);
  const outcomes = await Promise.all(
    apart.map(async (kit) => {
      const own = await released('maren', [kit]);
      const other = await released('quinn', [kit]);
      return [own, other].map((reply) =>
        reply.kind === 'refused' ? reply.refusal.rule : reply.kind,
      );
    }),
  );
  expect(outcomes.map((pair) => pair.join()).toSorted()).toEqual([
    'kit-was-shown,kit-was-shown',
    ...Array.from({ length: 15 }, () => 'second-person,ok'),
  ]);
});

test('what an unknown copy showed is set apart wherever it went meanwhile', async () => {
  const [site, copy] = await copied(await study.site('S003', 'self'));
  await site.core.must('site.surrender', { pack: site.pack, reason: 'The network is back.' });
  await broughtHome(site);
  await study.console.must('packs.return', {
    pack: site.pack,
    reason: 'The network is back.',
    signature: signedBy('maren'),
  });
  const given: string[] = [];
  for (const subject of ['X-1', 'X-2', 'X-3', 'X-4']) {
    const wish = { subject, sex: 'female', unusable: 0 } as const;
    given.push(...(await randomizeOffline(copy, study.console, wish)));
  }
  const [arrived, leaving, packed, waiting] = given as [string, string, string, string];
  const { console } = study;
  const asked = async (number: string): Promise<string> => {
    const way = { from: 'S003', to: 'central', numbers: [number] };
    return (await console.must('shipments.requestReturn', way)).shipment;
  };
  for (const number of [arrived, leaving]) {
    const shipment = await asked(number);
    await console.must('shipments.pack', { shipment });
    await console.must('shipments.dispatch', { shipment, carrier: 'Courier' });
  }
  await console.must('kits.receive', { place: 'central', numbers: [arrived] });
  await asked(packed);
  await console.must('kits.act', {
    numbers: [waiting],
    action: 'pre-quarantine',
    reason: 'It was warm.',
  });
  expect(await Promise.all(given.map(stateOf))).toEqual([
    'at-depot',
    'in-transit',
    'reserved',
    'pre-quarantined',
  ]);
  study.clock.advance(60);
  const judged = await broughtHome(copy);
  expect(await Promise.all(given.map(stateOf))).toEqual(given.map(() => 'quarantined'));
  for (const { key } of judged) await annotate(key);
  expect(await Promise.all(given.map(stateOf))).toEqual(given.map(() => 'quarantined'));
});

test('a kit out of a sealed envelope goes back into its envelope when it is released', async () => {
  const site = await study.site('S004', 'self');
  const reserved = async (): Promise<readonly string[]> => {
    const asked = { limit: 200, place: 'S004', status: ['reserved'] };
    const { rows } = await study.console.must('kits.page', asked);
    return rows.map(({ number }) => number);
  };
  const sealed = await reserved();
  const warm = { action: 'quarantine', reason: 'It was warm.' } as const;
  await study.console.must('kits.act', { ...warm, numbers: [...sealed] });
  expect(await reserved()).toEqual([]);
  expect((await released('quinn', sealed)).kind).toBe('ok');
  expect(await reserved()).toEqual(sealed);
  const wish = { subject: 'V-3', sex: 'female', unusable: 0 } as const;
  const [kit] = (await randomizeOffline(site, study.console, wish)) as [string];
  expect(sealed).toContain(kit);
  await study.console.must('kits.act', { ...warm, numbers: sealed.filter((one) => one !== kit) });
  await site.core.must('site.surrender', { pack: site.pack, reason: 'The network is back.' });
  study.clock.advance(60);
  expect(await broughtHome(site)).toMatchObject([{ verdict: 'matched' }]);
  await study.console.must('packs.return', {
    pack: site.pack,
    reason: 'The network is back.',
    signature: signedBy('maren'),
  });
  const free = sealed.filter((one) => one !== kit);
  expect((await released('quinn', free)).kind).toBe('ok');
  expect(await Promise.all(free.map(stateOf))).toEqual(free.map(() => 'at-site'));
  const { device } = site;
  const again = { pack: 'P-AGAIN', site: 'S004', device, envelopesPerStratum: 3, layers: 2 };
  await study.console.must('packs.issue', {
    ...again,
    release: 'self',
    validFrom: study.clock.now().instant,
    validUntil: '2026-04-20T09:00:00.000Z',
    signature: signedBy('maren'),
  });
  expect(await reserved()).toHaveLength(12);
});
