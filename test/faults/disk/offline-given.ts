import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drillCore } from '../../../electron/node/drill/drill-core.ts';
import { copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import { offlineStudy, subjectInput } from '../../builders/offline-study.ts';
import type { Bench } from '../../builders/study-core.ts';

/** What happened at sites before the disk fails, as the commands need it. */
export interface OfflineGiven {
  readonly now: string;
  readonly until: string;
  /** The request of a machine that is not enrolled yet. */
  readonly machine: {
    readonly site: string;
    readonly request: string;
    readonly fingerprint: string;
  };
  /** What a site reads out on the telephone. */
  readonly call: { readonly challenge: string; readonly subject: string };
  /** The record of a site with a subject whom the console randomized as well. */
  readonly record: { readonly name: string; readonly base64: string };
  readonly sitePack: string;
}

export interface OfflineBenches {
  readonly console: Bench;
  readonly site: Bench;
  readonly given: OfflineGiven;
}

/** The files of a machine that nobody has open any more, in a folder of their own. */
function asBench(from: { readonly dataDirectory: string; readonly path: string }): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-spoiled-'));
  const [dataDirectory, path] = [join(folder, 'data'), join(folder, 'study.cachet')];
  cpSync(from.dataDirectory, dataDirectory, { recursive: true });
  copyStoreFiles(from.path, path);
  return { folder, dataDirectory, path, remove: () => rmSync(folder, { recursive: true }) };
}

/** A console with packs out, and one of its sites, whose programs were closed. */
export async function offlineBenches(): Promise<OfflineBenches> {
  const study = await offlineStudy(3);
  try {
    const { console, clock } = study;
    const caller = await study.site('S001', 'helpline');
    await caller.core.must('site.begin', subjectInput('CALLER-1'));
    const { challenge } = await caller.core.must('site.subject', { subject: 'CALLER-1' });
    const site = await study.site('S002', 'self');
    const twice = { subject: 'TWICE-1', sex: 'female', unusable: 0 } as const;
    await randomizeOffline(site, console, twice);
    await console.must('subjects.allocate', { ...subjectInput(twice.subject), site: 'S002' });
    const { file } = await site.core.must('site.bundle', {});
    const machine = drillCore(
      { dataDirectory: join(study.folder, 'S003'), resources: resourcesDirectory() },
      clock,
    );
    const { request, fingerprint } = await machine.must('site.request', {});
    for (const core of [machine, site.core, console]) core.close();
    const now = addMilliseconds(clock.now().instant, 3_600_000);
    return {
      console: asBench(study.place),
      site: asBench(site),
      given: {
        now,
        until: addMilliseconds(now, 30 * 86_400_000),
        machine: { site: 'S003', request, fingerprint },
        call: { challenge: challenge as string, subject: 'CALLER-1' },
        record: { name: file.name, base64: file.base64 },
        sitePack: site.pack,
      },
    };
  } finally {
    study.close();
  }
}
