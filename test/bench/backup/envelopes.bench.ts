import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundConsole } from '../../../electron/node/drill/drill-console.ts';
import type { ConsolePlace } from '../../../electron/node/drill/drill-console.ts';
import {
  DrillClock,
  drillCore,
  drillPassphrase,
  signedBy,
} from '../../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../../electron/node/drill/drill-core.ts';
import { siteCode } from '../../../electron/node/drill/drill-definition.ts';
import { openSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import { waitingIdentity } from '../../../electron/node/site-identity.ts';
import type { SiteIdentityKeys } from '../../../electron/node/site-identity.ts';
import { quantile } from '../store/bench-store.ts';
import { craftRecord } from './craft-record.ts';
import { atMostSeconds } from '../suite.ts';
import type { Suite } from '../suite.ts';

const sites = 300;
const perStratum = 20;
const layers = 2;
const start = '2026-03-02T09:00:00.000Z' as never;

interface Bench {
  readonly folder: string;
  readonly place: ConsolePlace;
  readonly clock: DrillClock;
  readonly console: DrillCore;
  readonly identities: ReadonlyMap<string, SiteIdentityKeys>;
}

let bench: Bench | undefined;
/** What a piece of work took: on the clock, and of this process alone when other programs crowd the machine. */
interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

let issueTaken: Taken = { wall: 0, cpu: 0 };

async function taken(work: () => Promise<void>): Promise<Taken> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
}

const inWords = ({ wall, cpu }: Taken): string =>
  `${wall.toFixed(1)} s, of which this process computed ${cpu.toFixed(1)} s`;

/** A console with 300 sites, each with a machine and kits for one pack. */
async function founded(): Promise<Bench> {
  if (bench !== undefined) return bench;
  const folder = mkdtempSync(join(tmpdir(), 'cachet-envelopes-'));
  const resources = resourcesDirectory();
  const place = {
    dataDirectory: join(folder, 'console'),
    path: join(folder, 'c.cachet'),
    resources,
  };
  const clock = new DrillClock(start);
  await foundConsole(place, clock, {
    sites,
    kitsOfType: perStratum * layers + 8,
    slots: perStratum,
  });
  const console = drillCore({ ...place, storePath: place.path }, clock);
  await console.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
  const identities = new Map<string, SiteIdentityKeys>();
  for (let i = 0; i < sites; i += 1) {
    identities.set(...(await enrol(console, folder, siteCode(i))));
  }
  bench = { folder, place, clock, console, identities };
  return bench;
}

async function enrol(
  console: DrillCore,
  folder: string,
  site: string,
): Promise<readonly [device: string, SiteIdentityKeys]> {
  const dataDirectory = join(folder, site);
  const identity = waitingIdentity({ dataDirectory, device: loadDevice(dataDirectory) });
  const core = drillCore({ dataDirectory, resources: resourcesDirectory() }, new DrillClock(start));
  const { request, fingerprint, device } = await core.must('site.request', {});
  core.close();
  const signature = signedBy('maren');
  await console.must('packs.enrol', { site, request, fingerprint, signature });
  return [device, identity];
}

/** Packs of 40 envelopes for every site, each with its file: the goal counts all of it. */
async function issueAll(): Promise<number> {
  const { console, clock } = await founded();
  const { devices } = await console.must('packs.devices', {});
  let envelopes = 0;
  const issueOne = async (device: string, site: string): Promise<void> => {
    const pack = `P-${site}`;
    const issued = await console.must('packs.issue', {
      pack,
      site,
      device,
      envelopesPerStratum: perStratum,
      layers,
      release: 'self',
      validFrom: clock.now().instant,
      validUntil: '2026-05-01T00:00:00.000Z',
      signature: signedBy('maren'),
    });
    await console.must('packs.file', { pack });
    envelopes += issued.envelopes;
  };
  issueTaken = await taken(async () => {
    for (const { device, site } of devices) await issueOne(device, site);
  });
  return envelopes;
}

async function gateIssue(): Promise<void> {
  const made = await issueAll();
  if (made !== sites * 2 * perStratum) throw new Error(`${made} envelopes were made`);
  if (issueTaken.cpu > 20) throw new Error(`issuing took ${inWords(issueTaken)}`);
}

/** All files once more: opening the entries, sealing every layer, proofs, signature. */
async function filesAgain(): Promise<number> {
  const { console } = await founded();
  const { packs } = await console.must('packs.page', {});
  for (const { pack } of packs) await console.must('packs.file', { pack });
  return packs.reduce((sum, { envelopes }) => sum + envelopes, 0);
}

function close(): void {
  bench?.console.close();
  if (bench !== undefined) rmSync(bench.folder, { recursive: true, force: true });
  bench = undefined;
}

/** Packs for a whole study: slots, kits, sealed layers, proofs, and the files. */
const packSuite: Suite = {
  name: 'envelopes-packs',
  unit: 'envelopes sealed into files',
  gate: gateIssue,
  ours: filesAgain,
  goals: [atMostSeconds(20, `files for ${sites} sites of 40 envelopes within 20 s`)],
  notes: () => [
    `issuing packs for ${sites} sites of 40 envelopes, with slots, kits, ledger and files: ${inWords(issueTaken)}`,
  ],
};

const recordsHome = 250;
let records: readonly string[] = [];
let importTaken: Taken = { wall: 0, cpu: 0 };

/** Records of 250 sites with 40 assignments each, imported one after the other as they come. */
async function gateImport(): Promise<void> {
  const { console, clock, identities } = await founded();
  clock.advance(7 * 24 * 60);
  const { packs } = await console.must('packs.page', {});
  const made: string[] = [];
  for (const { pack, device } of packs.slice(0, recordsHome)) {
    const { base64 } = await console.must('packs.file', { pack });
    const identity = identities.get(device) as SiteIdentityKeys;
    made.push(craftRecord(Buffer.from(base64, 'base64').toString(), identity));
  }
  records = made.map((text) => Buffer.from(text).toString('base64'));
  importTaken = await taken(async () => void (await importAgain()));
  const { counts } = await console.must('reconciliation.summary', {});
  const matched = counts.find(({ verdict }) => verdict === 'matched')?.assignments ?? 0;
  if (matched !== recordsHome * 2 * perStratum) throw new Error(JSON.stringify(counts));
  if (importTaken.cpu > 10) throw new Error(`importing took ${inWords(importTaken)}`);
}

/** The same records once more: read, checked, decrypted, and found to hold nothing new. */
async function importAgain(): Promise<number> {
  const { console } = await founded();
  for (const base64 of records) {
    await console.must('bundles.import', { file: { name: 'record', base64 } });
  }
  return records.length * 2 * perStratum;
}

const importSuite: Suite = {
  name: 'envelopes-import',
  unit: 'offline assignments read again',
  gate: gateImport,
  ours: importAgain,
  goals: [atMostSeconds(10, 'records of 10,000 assignments within 10 s')],
  notes: () => [
    `importing, judging and recording 10,000 offline assignments: ${inWords(importTaken)}`,
  ],
  close,
};

const openings = 40;

/** From the request to the kit number, after the entry is on the disk. */
async function openingTimes(): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-openings-'));
  const resources = resourcesDirectory();
  const place = {
    dataDirectory: join(folder, 'console'),
    path: join(folder, 'c.cachet'),
    resources,
  };
  const clock = new DrillClock(start);
  await foundConsole(place, clock, { sites: 2, kitsOfType: 200 });
  const console = drillCore({ ...place, storePath: place.path }, clock);
  await console.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
  const wish = { folder, resources, site: 'S001', release: 'self' as const, layers: 2 };
  const here = new DrillClock(start);
  here.advance(1);
  const { core } = await openSite(console, here, { ...wish, envelopesPerStratum: openings });
  const times: number[] = [];
  for (let i = 0; i < openings; i += 1) {
    const subject = `B-${i}`;
    await core.must('site.begin', {
      subject,
      consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
      gates: ['I1'],
      factors: { sex: i % 2 === 0 ? 'female' : 'male' },
    });
    const began = performance.now();
    const { kits } = await core.must('site.open', { subject });
    times.push(performance.now() - began);
    await core.must('site.dispense', { subject, kits });
  }
  core.close();
  console.close();
  rmSync(folder, { recursive: true, force: true });
  return times;
}

let measured: readonly number[] = [];

const openingSuite: Suite = {
  name: 'envelopes-opening',
  unit: 'envelopes opened',
  async gate() {
    measured = await openingTimes();
    const slow = quantile(measured, 0.5);
    if (slow > 150) throw new Error(`opening took ${slow.toFixed(0)} ms in the middle`);
  },
  async ours() {
    measured = await openingTimes();
    return openings;
  },
  goals: [atMostSeconds(30, 'forty openings, with founding the study')],
  notes: () => [
    `opening an envelope: median ${quantile(measured, 0.5).toFixed(1)} ms, 95th percentile ${quantile(measured, 0.95).toFixed(1)} ms`,
  ],
};

/** The import needs the packs of the suite before it. */
export const envelopeSuites: readonly Suite[] = [openingSuite, packSuite, importSuite];
