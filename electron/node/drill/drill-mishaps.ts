import { copyFileSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DrillCore } from './drill-core.ts';
import { drillCore, drillPassphrase } from './drill-core.ts';
import { randomizeOffline, sitePeople } from './drill-site.ts';
import type { DrillSite } from './drill-site.ts';

/** Files of a store: the database, its write-ahead log and its key ring. */
export function copyStoreFiles(from: string, to: string): void {
  for (const end of ['', '-wal', '.keys']) {
    if (existsSync(`${from}${end}`)) copyFileSync(`${from}${end}`, `${to}${end}`);
  }
}

/** Opens a site's file again after its program was closed. */
async function reopened(here: DrillSite, resources: string): Promise<DrillSite> {
  const { dataDirectory, path } = here;
  const core = drillCore({ dataDirectory, resources, storePath: path }, here.clock);
  await core.must('session.signIn', { user: sitePeople[0], passphrase: drillPassphrase });
  return { ...here, core };
}

/** Somebody copies the machine of a site, and both copies go on: the next envelope is opened twice. */
export async function cloneSite(
  here: DrillSite,
  given: { readonly folder: string; readonly resources: string; readonly console: DrillCore },
): Promise<{ readonly original: DrillSite; readonly clone: DrillSite }> {
  here.core.close();
  const dataDirectory = join(given.folder, `${here.site}-clone`);
  const path = join(given.folder, `${here.site}-clone.cachet`);
  cpSync(here.dataDirectory, dataDirectory, { recursive: true });
  copyStoreFiles(here.path, path);
  const original = await reopened(here, given.resources);
  const clone = await reopened({ ...here, dataDirectory, path }, given.resources);
  for (const [site, mark] of [
    [original, 'A'],
    [clone, 'B'],
  ] as const) {
    const subject = `${here.site}-CL${mark}`;
    await randomizeOffline(site, given.console, { subject, sex: 'female', unusable: 0 });
  }
  return { original, clone };
}

/** What goes wrong while the network is away: a clock is set, values are corrected, the console goes its own way. */
export async function ordinaryMishaps(
  sites: readonly DrillSite[],
  console: DrillCore,
): Promise<void> {
  const [first] = sites as readonly [DrillSite, ...DrillSite[]];
  const second = sites[1 % sites.length] as DrillSite;
  await first.core.must('site.correct', {
    subject: `${first.site}-0`,
    factors: { sex: 'male' },
    reason: 'The source record says otherwise.',
  });
  // Where the helpline releases, the console knows of the subject and refuses.
  const unheard = sites.find(({ release }) => release !== 'helpline') ?? second;
  await console.must('subjects.allocate', {
    subject: `${unheard.site}-1`,
    site: unheard.site,
    consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
    gates: ['I1'],
    factors: { sex: 'male' },
  });
  const given = await second.core.must('site.subject', { subject: `${second.site}-2` });
  await console.must('kits.act', {
    numbers: [...given.kits],
    action: 'quarantine',
    reason: 'The lot is under investigation.',
  });
  second.clock.set(180);
  await randomizeOffline(second, console, {
    subject: `${second.site}-CLK`,
    sex: 'male',
    unusable: 0,
  });
}
