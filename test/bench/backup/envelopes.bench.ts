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
import { quantile } from '../store/bench-store.ts';
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
}

let bench: Bench | undefined;
let issueSeconds = 0;

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
  await foundConsole(place, clock, sites, perStratum * layers + 8, perStratum);
  const console = drillCore({ ...place, storePath: place.path }, clock);
  await console.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
  for (let i = 0; i < sites; i += 1) await enrol(console, folder, siteCode(i));
  bench = { folder, place, clock, console };
  return bench;
}

async function enrol(console: DrillCore, folder: string, site: string): Promise<void> {
  const dataDirectory = join(folder, site);
  const core = drillCore({ dataDirectory, resources: resourcesDirectory() }, new DrillClock(start));
  const asked = await core.must('site.request', {});
  core.close();
  const { request, fingerprint } = asked;
  const signature = signedBy('maren');
  await console.must('packs.enrol', { site, request, fingerprint, signature });
}

/** Packs of 40 envelopes for every site, each with its file: the goal counts all of it. */
async function issueAll(): Promise<number> {
  const { console, clock } = await founded();
  const { devices } = await console.must('packs.devices', {});
  const began = performance.now();
  let envelopes = 0;
  for (const { device, site } of devices) {
    const pack = `P-${site}`;
    const issued = await console.must('packs.issue', {
      pack,
      site,
      device,
      envelopesPerStratum: perStratum,
      layers,
      release: 'helpline',
      validFrom: clock.now().instant,
      validUntil: '2026-05-01T00:00:00.000Z',
      signature: signedBy('maren'),
    });
    await console.must('packs.file', { pack });
    envelopes += issued.envelopes;
  }
  issueSeconds = (performance.now() - began) / 1000;
  return envelopes;
}

async function gateIssue(): Promise<void> {
  const made = await issueAll();
  if (made !== sites * 2 * perStratum) throw new Error(`${made} envelopes were made`);
  if (issueSeconds > 20) throw new Error(`issuing took ${issueSeconds.toFixed(1)} s`);
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
    `issuing packs for ${sites} sites of 40 envelopes, with slots, kits, ledger and files: ${issueSeconds.toFixed(1)} s`,
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
  await foundConsole(place, clock, 2, 200);
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
    const slow = quantile(measured, 0.95);
    if (slow > 150) throw new Error(`opening took ${slow.toFixed(0)} ms at the 95th percentile`);
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

export const envelopeSuites: readonly Suite[] = [openingSuite, packSuite];
