// Requirements: OFF-01, OFF-02
import fs, { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  DrillClock,
  drillCore,
  drillPassphrase,
  signedBy,
} from '../../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../../electron/node/drill/drill-core.ts';
import { siteCode } from '../../../electron/node/drill/drill-definition.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { offlineStudy, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** The making of a site's file, and the taking in of a pack, end between any two durable steps. */
let study: OfflineStudy;
const folder = mkdtempSync(join(tmpdir(), 'cachet-making-'));
beforeAll(async () => {
  study = await offlineStudy(2);
});
afterAll(() => {
  study.close();
  rmSync(folder, { recursive: true, force: true });
});

const realRename = fs.renameSync;
const realAppend = fs.appendFileSync;
afterEach(() => alive());

/** A file takes its place by a rename, after it was synced: from the one with this number on, the computer is off. */
function diesAt(number: number): { readonly renames: () => number } {
  let renames = 0;
  const off = (): never => {
    throw new Error('the computer is off');
  };
  fs.renameSync = (from, to) => {
    renames += 1;
    if (renames >= number) {
      fs.appendFileSync = off;
      off();
    }
    realRename(from, to);
  };
  syncBuiltinESMExports();
  return { renames: () => renames };
}

function alive(): void {
  fs.renameSync = realRename;
  fs.appendFileSync = realAppend;
  syncBuiltinESMExports();
}

interface Site {
  readonly core: DrillCore;
  readonly device: string;
  readonly file: { readonly name: string; readonly base64: string };
  readonly path: string;
}

async function enrolled(name: string, site: string): Promise<Site> {
  const dataDirectory = join(folder, name);
  const clock = new DrillClock(study.clock.now().instant);
  const core = drillCore({ dataDirectory, resources: resourcesDirectory() }, clock);
  const { request, fingerprint } = await core.must('site.request', {});
  const signature = signedBy('maren');
  const { device } = await study.console.must('packs.enrol', {
    site,
    request,
    fingerprint,
    signature,
  });
  const file = await packFor(site, device, name);
  return { core, device, file, path: join(folder, `${name}.cachet`) };
}

async function packFor(site: string, device: string, pack: string) {
  await study.console.must('packs.issue', {
    pack,
    site,
    device,
    envelopesPerStratum: 1,
    layers: 1,
    release: 'self',
    validFrom: study.clock.now().instant,
    validUntil: '2026-03-20T09:00:00.000Z',
    signature: signedBy('maren'),
  });
  const { name, base64 } = await study.console.must('packs.file', { pack });
  return { name, base64 };
}

const people = [{ user: 'nora', printedName: 'Nora', passphrase: drillPassphrase }];
const signIn = { user: 'nora', passphrase: drillPassphrase };
const create = ({ core, file, path }: Site) => core.ask('site.create', { file, path, people });

async function opens({ core }: Site, subject: string): Promise<void> {
  await core.must('site.begin', subjectInput(subject));
  expect((await core.must('site.open', { subject })).kits).toHaveLength(1);
}

test('a file whose making stopped anywhere is made by the next try or is whole, and is never made twice', async () => {
  let stopped = 0;
  for (let number = 1; ; number += 1) {
    const site = await enrolled(`M-${number}`, siteCode(0));
    const disk = diesAt(number);
    const first = await create(site);
    alive();
    if (first.kind === 'ok') {
      expect(disk.renames()).toBe(number - 1);
      site.core.close();
      break;
    }
    stopped += 1;
    const wasWhole = existsSync(site.path);
    const again = await create(site);
    expect(again).toMatchObject(
      wasWhole ? { kind: 'refused', refusal: { rule: 'site-exists' } } : { kind: 'ok' },
    );
    await site.core.must('store.choose', { path: site.path });
    await site.core.must('session.signIn', signIn);
    await opens(site, 'M-1');
    expect((await site.core.must('trail.verify', {})).ok).toBe(true);
    await site.core.must('session.lock', {});
    for (const end of ['', '-wal', '.keys']) rmSync(`${site.path}${end}`, { force: true });
    expect(await create(site)).toMatchObject({ refusal: { rule: 'site-file-gone' } });
    site.core.close();
  }
  // Memory in two places, checkpoint, keys, the file itself, and the list of recent files.
  expect(stopped).toBeGreaterThanOrEqual(6);
});

test('a pack whose taking in stopped anywhere is taken in by the next try, once', async () => {
  let stopped = 0;
  for (let number = 1; ; number += 1) {
    const site = await enrolled(`L-${number}`, siteCode(1));
    await create(site);
    await site.core.must('session.signIn', signIn);
    const file = await packFor(siteCode(1), site.device, `L-${number}-2`);
    const disk = diesAt(number);
    const first = await site.core.ask('site.load', { file });
    alive();
    if (first.kind === 'ok') {
      expect(disk.renames()).toBe(number - 1);
      site.core.close();
      break;
    }
    stopped += 1;
    await site.core.must('session.signIn', signIn);
    const { packs } = await site.core.must('site.status', {});
    const again = await site.core.ask('site.load', { file });
    expect(again).toMatchObject(
      packs.length === 2 ? { kind: 'refused', refusal: { rule: 'pack-loaded' } } : { kind: 'ok' },
    );
    expect((await site.core.must('site.status', {})).packs).toHaveLength(2);
    await opens(site, 'L-1');
    site.core.close();
  }
  // What is being loaded, and what is loaded, each in two places; the checkpoint between them is tried again later.
  expect(stopped).toBeGreaterThanOrEqual(4);
});
