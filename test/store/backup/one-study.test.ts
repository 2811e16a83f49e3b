// Requirements: OFF-01, OFF-04
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consolePlace, foundConsole } from '../../../electron/node/drill/drill-console.ts';
import {
  DrillClock,
  drillCore,
  drillPassphrase,
  signedBy,
} from '../../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../../electron/node/drill/drill-core.ts';
import { openSite } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { ruleOf } from '../../builders/offline-study.ts';

/** One console machine with two studies, and one machine of a site that is enrolled in both. */
const folder = mkdtempSync(join(tmpdir(), 'cachet-two-studies-'));
const clock = new DrillClock('2026-03-02T09:00:00.000Z' as never);
let test1: DrillCore;
let real: DrillCore;
let site: DrillSite;

const studyAt = async (name: string, environment: 'UAT' | 'PROD'): Promise<DrillCore> => {
  const place = { ...consolePlace(folder, resourcesDirectory()), path: join(folder, name) };
  await foundConsole(place, clock, { sites: 2, kitsOfType: 20, environment });
  const core = drillCore({ ...place, storePath: place.path }, clock);
  await core.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
  return core;
};

beforeAll(async () => {
  test1 = await studyAt('uat.cachet', 'UAT');
  real = await studyAt('prod.cachet', 'PROD');
  const wish = { folder, resources: resourcesDirectory(), site: 'S001', release: 'self' } as const;
  const here = new DrillClock(clock.now().instant);
  // The request code is read by both studies before its first pack comes.
  const core = drillCore({ dataDirectory: join(folder, 'S001'), resources: wish.resources }, here);
  const { request, fingerprint } = await core.must('site.request', {});
  core.close();
  cpSync(join(folder, 'S001'), join(folder, 'S001-before'), { recursive: true });
  await enrolIn(real, request, fingerprint);
  site = await openSite(test1, here, { ...wish, envelopesPerStratum: 2, layers: 2 });
});
afterAll(() => {
  for (const core of [test1, real, site.core]) core.close();
  rmSync(folder, { recursive: true, force: true });
});

const enrolIn = (core: DrillCore, request: string, fingerprint: string) =>
  core.must('packs.enrol', { site: 'S001', request, fingerprint, signature: signedBy('maren') });

const packFrom = async (core: DrillCore, pack: string) => {
  await core.must('packs.issue', {
    pack,
    site: 'S001',
    device: site.device,
    envelopesPerStratum: 1,
    release: 'self',
    validFrom: '2026-03-02T09:00:00.000Z',
    validUntil: '2026-03-20T09:00:00.000Z',
    signature: signedBy('maren'),
  });
  const { name, base64 } = await core.must('packs.file', { pack });
  return { name, base64 };
};

test('a pack of another study or environment does not go into the file, and both are named', async () => {
  const refused = await site.core.ask('site.load', { file: await packFrom(real, 'P-REAL') });
  expect(refused).toMatchObject({ kind: 'refused', refusal: { rule: 'pack-other-study' } });
  const words = JSON.stringify(refused);
  expect(words).toContain('This file: DRILL-1, test environment (UAT)');
  expect(words).toContain('The pack: DRILL-1, production (PROD)');
  const { packs } = await site.core.must('site.status', {});
  expect(packs.map(({ pack }) => pack)).toEqual([site.pack]);
  const own = await packFrom(test1, 'P-MORE');
  expect(await site.core.must('site.load', { file: own })).toMatchObject({ pack: 'P-MORE' });
});

test('the record says of which study it is, and the other study names both', async () => {
  const { file } = await site.core.must('site.bundle', {});
  const upload = { file: { name: file.name, base64: file.base64 } };
  const text = Buffer.from(file.base64, 'base64').toString();
  expect(JSON.parse(text)).toMatchObject({
    header: { origin: { protocol: 'DRILL-1', environment: 'UAT' } },
  });
  const refused = await real.ask('bundles.import', upload);
  expect(refused).toMatchObject({ kind: 'refused', refusal: { rule: 'bundle-foreign' } });
  const words = JSON.stringify(refused);
  expect(words).toContain('This study: DRILL-1, production (PROD)');
  expect(words).toContain('The record: DRILL-1, test environment (UAT)');
  expect(await test1.must('bundles.import', upload)).toMatchObject({ repeated: false });
});

test('once the console knows a file of the machine, its packs make no other one', async () => {
  const file = await packFrom(test1, 'P-LATE');
  const people = [{ user: 'nora', printedName: 'Nora', passphrase: drillPassphrase }];
  site.core.close();
  // Everything that the machine knew of its file is gone, as on a computer put back to the day before.
  const machine = { dataDirectory: join(folder, 'S001-before'), resources: resourcesDirectory() };
  const core = drillCore(machine, site.clock);
  const path = join(folder, 'another.cachet');
  expect(await ruleOf(core, 'site.create', { file, path, people })).toBe('pack-other-file');
  core.close();
});
