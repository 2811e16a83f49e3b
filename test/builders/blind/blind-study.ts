import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrillClock } from '../../../electron/node/drill/drill-core.ts';
import { typesOf } from './arms.ts';
import type { Arms } from './arms.ts';
import { blindConsole } from './blind-console.ts';
import type { BlindConsole } from './blind-console.ts';
import type { Life } from './life.ts';
import { breakCodes, openCustody } from './life-breaks.ts';
import { bringKits, extendLots, sendShipments } from './life-kits.ts';
import { keepForecasts, printLabels, resupply, warmShelf } from './life-papers.ts';
import { bringPeople } from './life-people.ts';
import { comeHome, workOffline } from './life-site.ts';
import type { BlindSite } from './life-site.ts';
import { accountFor, lockLists, randomize } from './life-subjects.ts';

/** A study that has lived through everything, its site, and all files of both in one folder. */
export interface BlindStudy extends Life {
  readonly folder: string;
  readonly site: BlindSite;
  /** Shipments by the state in which they wait. */
  readonly shipments: Readonly<Record<string, string>>;
  readonly recoveryShares: readonly string[];
  close(): void;
}

const start = '2026-03-02T09:00:00.000Z' as never;

/** No power is cut here, so that a disk would only make it wait. */
const memory = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

/** Builds a study through the real commands; the same seed gives the same study but for the names of the arms. */
export async function blindStudy(arms: Arms, seed = 'blind'): Promise<BlindStudy> {
  const folder = mkdtempSync(join(memory(), 'cachet-blind-'));
  const clock = new DrillClock(start);
  const place = { dataDirectory: join(folder, 'data'), path: join(folder, 'study.cachet') };
  const console = blindConsole({ ...place, seed, clock, isFounded: false });
  const life: Life = { console, clock, arms, types: typesOf(arms), must: console.must };
  const recoveryShares = await bringPeople(life);
  await bringKits(life);
  await lockLists(life);
  await randomize(life);
  const shipments = await sendShipments(life);
  await accountFor(life);
  await extendLots(life);
  await printLabels(life, shipments['packed'] ?? '');
  await warmShelf(life);
  await resupply(life);
  await keepForecasts(life);
  const site = await workOffline(life, folder, seed);
  await comeHome(life, site);
  await breakCodes(life);
  await openCustody(life);
  const close = () => closeAll(console, site, folder);
  return { ...life, folder, site, shipments, recoveryShares, close };
}

function closeAll(console: BlindConsole, site: BlindSite, folder: string): void {
  site.console.close();
  console.close();
  rmSync(folder, { recursive: true, force: true });
}
