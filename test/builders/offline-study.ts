import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consolePlace, foundConsole } from '../../electron/node/drill/drill-console.ts';
import type { ConsolePlace } from '../../electron/node/drill/drill-console.ts';
import { DrillClock, drillCore, drillPassphrase } from '../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../electron/node/drill/drill-core.ts';
import { openSite } from '../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../electron/node/places.ts';
import type { ReleaseMode } from '../../shared/domain/backup/pack-terms.ts';
import type { InputOf, ProcedureName } from '../../shared/contracts/index.ts';

/** A console and sites with their packs, on disk, through the real cores. */
export interface OfflineStudy {
  readonly folder: string;
  readonly place: ConsolePlace;
  readonly clock: DrillClock;
  readonly console: DrillCore;
  /** Enrols a machine for the site and opens its file. */
  site(code: string, release: ReleaseMode): Promise<DrillSite>;
  close(): void;
}

export async function offlineStudy(sites = 2): Promise<OfflineStudy> {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-offline-'));
  const resources = resourcesDirectory();
  const place = consolePlace(folder, resources);
  const clock = new DrillClock('2026-03-02T09:00:00.000Z' as never);
  await foundConsole(place, clock, { sites, kitsOfType: 20 });
  const console = drillCore({ ...place, storePath: place.path }, clock);
  await console.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
  const opened: DrillSite[] = [];
  return {
    folder,
    place,
    clock,
    console,
    async site(code, release) {
      const here = new DrillClock(clock.now().instant);
      here.advance(1);
      const wish = { folder, resources, site: code, release, envelopesPerStratum: 4, layers: 2 };
      const site = await openSite(console, here, wish);
      opened.push(site);
      return site;
    },
    close() {
      for (const { core } of opened) core.close();
      console.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks and expects a refusal; returns its rule. */
export async function ruleOf<N extends ProcedureName>(
  core: DrillCore,
  name: N,
  input: InputOf<N>,
): Promise<string> {
  const reply = await core.ask(name, input);
  if (reply.kind === 'refused') return reply.refusal.rule;
  return `${reply.kind}: ${JSON.stringify(reply).slice(0, 500)}`;
}

export const subjectInput = (subject: string, sex: 'female' | 'male' = 'female') => ({
  subject,
  consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
  gates: ['I1'],
  factors: { sex },
});
