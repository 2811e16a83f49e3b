import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { releaseModes } from '../../../shared/domain/backup/pack-terms.ts';
import type { ReleaseMode } from '../../../shared/domain/backup/pack-terms.ts';
import { consolePlace, foundConsole } from './drill-console.ts';
import type { ConsolePlace } from './drill-console.ts';
import { DrillClock, drillCore, drillPassphrase, signedBy } from './drill-core.ts';
import type { DrillCore } from './drill-core.ts';
import { siteCode } from './drill-definition.ts';
import { cutRecord, deliver } from './drill-deliveries.ts';
import type { Delivered, Delivery } from './drill-deliveries.ts';
import { cloneSite, copyStoreFiles, ordinaryMishaps } from './drill-mishaps.ts';
import { drillRandom } from './drill-random.ts';
import type { DrillRandom } from './drill-random.ts';
import { openSite, randomizeOffline } from './drill-site.ts';
import type { DrillSite } from './drill-site.ts';

export interface DrillWish {
  /** Empty folder; everything is made in it. */
  readonly folder: string;
  readonly resources: string;
  readonly sites: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface DrillReport {
  readonly sites: number;
  readonly seed: number;
  readonly envelopes: number;
  readonly assignments: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly openItems: number;
  readonly deliveries: readonly Delivered[];
  readonly forks: number;
  readonly gapsLeft: number;
  /** Digest of all verdicts at each console; the same after every order of delivery. */
  readonly digests: readonly string[];
  readonly kitsOnTwoSubjects: number;
  readonly freedKits: number;
  readonly verified: boolean;
  readonly ok: boolean;
}

const start = '2026-03-02T09:00:00.000Z' as Instant;
const envelopesPerStratum = 6;
const layers = 2;
const subjectsPerSite = 4;

/**
 * The whole round trip in temporary files: packs, envelopes opened without the network, mishaps, records in pieces, out
 * of order and twice at two consoles, verdicts, decisions, and packs closed.
 */
export async function runDrill(wish: DrillWish): Promise<DrillReport> {
  const random = drillRandom(wish.seed);
  const clock = new DrillClock(start);
  const place = consolePlace(wish.folder, wish.resources);
  const kitsOfType = 2 * envelopesPerStratum * layers + 6;
  await foundConsole(place, clock, { sites: wish.sites, kitsOfType });
  wish.say('The console is founded: a locked list by site and sex, kits at every site.');
  const console = await signedIn(place, clock);
  const sites = await openSites(wish, console);
  wish.say(`${sites.length} sites have their packs and are offline.`);
  for (const site of sites) await subjectsOf(site, console, random);
  await ordinaryMishaps(sites, console);
  const homes = await cloneLast(wish, sites, console);
  for (const { core, pack } of homes) {
    await core.must('site.surrender', { pack, reason: 'The drill is over.' });
  }
  const deliveries: Delivery[] = [];
  for (const site of homes) deliveries.push(...(await cutRecord(site, random)));
  for (const { core } of homes) core.close();
  console.close();
  clock.advance(24 * 60);
  wish.say(`${deliveries.length} pieces of records are on their way home.`);
  return comeHome({ wish, place, clock, random, deliveries });
}

async function signedIn(place: ConsolePlace, clock: DrillClock): Promise<DrillCore> {
  const core = drillCore({ ...place, storePath: place.path }, clock);
  await core.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
  return core;
}

async function openSites(wish: DrillWish, console: DrillCore): Promise<readonly DrillSite[]> {
  const sites: DrillSite[] = [];
  for (let i = 0; i < wish.sites; i += 1) {
    sites.push(
      await openSite(console, new DrillClock(addMilliseconds(start, 60_000)), {
        folder: wish.folder,
        resources: wish.resources,
        site: siteCode(i),
        release: releaseModes[i % releaseModes.length] as ReleaseMode,
        envelopesPerStratum,
        layers,
      }),
    );
  }
  return sites;
}

async function subjectsOf(site: DrillSite, console: DrillCore, random: DrillRandom) {
  for (let i = 0; i < subjectsPerSite; i += 1) {
    await randomizeOffline(site, console, {
      subject: `${site.site}-${i}`,
      sex: i % 2 === 0 ? 'female' : 'male',
      unusable: random.below(5) === 0 ? 1 : 0,
    });
  }
}

/** The last site is cloned; its clone's record comes home too. */
async function cloneLast(
  { folder, resources }: DrillWish,
  sites: readonly DrillSite[],
  console: DrillCore,
): Promise<readonly DrillSite[]> {
  const last = sites.at(-1) as DrillSite;
  const { original, clone } = await cloneSite(last, { folder, resources, console });
  return [...sites.slice(0, -1), original, clone];
}

interface Home {
  readonly wish: DrillWish;
  readonly place: ConsolePlace;
  readonly clock: DrillClock;
  readonly random: DrillRandom;
  readonly deliveries: readonly Delivery[];
}

/** Imports everything at the console and, in another order, at a copy of it. */
async function comeHome(home: Home): Promise<DrillReport> {
  const { wish, place, clock, random, deliveries } = home;
  const copy = {
    ...place,
    dataDirectory: join(wish.folder, 'second'),
    path: join(wish.folder, 'second.cachet'),
  };
  cpSync(place.dataDirectory, copy.dataDirectory, { recursive: true });
  copyStoreFiles(place.path, copy.path);
  const [one, other] = [await signedIn(place, clock), await signedIn(copy, clock)];
  try {
    const counts = [
      await deliver(one, deliveries, random),
      await deliver(other, deliveries, random),
    ];
    wish.say('Both consoles have every record, each in an order of its own.');
    return await closeDrill(wish, one, other, counts);
  } finally {
    one.close();
    other.close();
  }
}

async function closeDrill(
  wish: DrillWish,
  one: DrillCore,
  other: DrillCore,
  deliveries: readonly Delivered[],
): Promise<DrillReport> {
  const [summary, second] = [
    await one.must('reconciliation.summary', {}),
    await other.must('reconciliation.summary', {}),
  ];
  const verdicts: Record<string, number> = {};
  for (const { verdict, assignments } of summary.counts) {
    verdicts[verdict] = (verdicts[verdict] ?? 0) + assignments;
  }
  const openItems = await decideAll(one);
  const kits = await kitsOnTwoSubjects(one);
  const freedKits = await closePacks(one);
  const { packs } = await one.must('packs.page', {});
  const verified =
    (await one.must('trail.verify', {})).ok && (await other.must('trail.verify', {})).ok;
  const digests = [summary.digest, second.digest];
  const gapsLeft = summary.chains.reduce((sum, { gaps }) => sum + gaps.length, 0);
  return {
    sites: wish.sites,
    seed: wish.seed,
    envelopes: packs.reduce((sum, { envelopes }) => sum + envelopes, 0),
    assignments: Object.values(verdicts).reduce((sum, count) => sum + count, 0),
    verdicts,
    openItems,
    deliveries,
    forks: summary.chains.reduce((sum, { forks }) => sum + forks.length, 0),
    gapsLeft,
    digests,
    kitsOnTwoSubjects: kits,
    freedKits,
    verified,
    ok: verified && kits === 0 && gapsLeft === 0 && new Set(digests).size === 1,
  };
}

/** A pharmacist decides each open item: accepted where that is possible, annotated otherwise. */
async function decideAll(console: DrillCore): Promise<number> {
  const { rows } = await console.must('reconciliation.items', { state: 'open', limit: 500 });
  for (const { key } of rows) {
    const { decisions } = await console.must('reconciliation.get', { key });
    await console.must('reconciliation.resolve', {
      key,
      decision: decisions[0]?.decision ?? 'annotate',
      reason: 'Decided in the drill.',
      signature: signedBy('maren'),
    });
  }
  return rows.length;
}

async function kitsOnTwoSubjects(console: DrillCore): Promise<number> {
  const { rows } = await console.must('subjects.page', { limit: 500 });
  const kits = rows.flatMap((row) => row.kits);
  return kits.length - new Set(kits).size;
}

async function closePacks(console: DrillCore): Promise<number> {
  const { packs } = await console.must('packs.page', {});
  let freed = 0;
  for (const { pack, kits } of packs) {
    await console.must('packs.return', {
      pack,
      reason: 'The drill is over.',
      signature: signedBy('maren'),
    });
    freed += kits;
  }
  return freed;
}
