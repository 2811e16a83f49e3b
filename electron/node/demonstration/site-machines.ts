import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../shared/app/ports.ts';
import { epochMsOf } from '../../../shared/base/instant.ts';
import type { Core } from '../core-settings.ts';
import { cheapestCost } from '../passphrase.ts';
import type { DemonstrationSetting } from './build-demonstration.ts';
import { doerOf } from './doer.ts';
import type { Doer } from './doer.ts';

/** A machine of a site that has its file beside the demonstration while that is lived. */
export interface SiteMachine {
  readonly doer: Doer;
  /** Where its file goes. */
  readonly path: string;
}

/** Machines of sites in a temporary folder: they leave their records at the console and are deleted. */
export function siteMachines(
  { createCore, resources, printer }: DemonstrationSetting,
  clock: Clock,
): { at(site: string): SiteMachine; close(): void } {
  const cores: Core[] = [];
  const folders: string[] = [];
  return {
    at(site) {
      const folder = mkdtempSync(join(tmpdir(), `cachet-${site}-`));
      folders.push(folder);
      const core = createCore({
        dataDirectory: join(folder, 'data'),
        resources,
        clock: { now: () => clock.now(), uptime: () => runningSince(clock) },
        printer,
        emit: () => undefined,
        isCancelled: () => false,
        cost: cheapestCost,
      });
      cores.push(core);
      return { doer: doerOf(core.dispatch), path: join(folder, `${site}.cachet`) };
    },
    close() {
      for (const core of cores) core.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const runningSince = (clock: Clock) => ({
  boot: 'demonstration',
  monotonicMs: epochMsOf(clock.now().instant),
});
