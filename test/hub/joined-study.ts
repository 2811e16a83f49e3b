import { askingCore } from '../../electron/node/hub/ask-core.ts';
import { exchange } from '../../electron/node/hub/exchange.ts';
import type { Exchanged } from '../../electron/node/hub/exchange.ts';
import type { HubSettings } from '../../electron/node/hub/hub-settings.ts';
import type { MachineAtWork } from '../../electron/node/hub/own-ledger.ts';
import type { DrillCore } from '../../electron/node/drill/drill-core.ts';
import { signedBy } from '../../electron/node/drill/drill-core.ts';
import type { DrillSite } from '../../electron/node/drill/drill-site.ts';
import { addMilliseconds } from '../../shared/base/instant.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { offlineStudy } from '../builders/offline-study.ts';
import type { OfflineStudy } from '../builders/offline-study.ts';
import { enrolled, makeTestHub, must } from './machines.ts';
import type { MadeHub } from './machines.ts';

export const workingMachine = (core: DrillCore): MachineAtWork => {
  const machine = core.atWork();
  if (machine === null) throw new Error('nobody is signed in');
  return machine;
};

/** One exchange of a real core with the hub. */
export const exchangeOf = (
  core: DrillCore,
  settings: HubSettings,
): Promise<Result<Exchanged, Refusal>> =>
  exchange(
    settings,
    workingMachine(core),
    askingCore(({ name, input }) => core.ask(name as never, input as never)),
  );

/** A console and the machine of a site, on disk, both enrolled at a hub of their own. */
export interface JoinedStudy {
  readonly made: MadeHub;
  readonly settings: HubSettings;
  readonly study: OfflineStudy;
  readonly site: DrillSite;
  exchange(core: DrillCore): Promise<Exchanged>;
  /** Issues another pack for the machine of the site. */
  issue(pack: string): Promise<void>;
  close(): Promise<void>;
}

export async function joinedStudy(): Promise<JoinedStudy> {
  const made = await makeTestHub();
  const study = await offlineStudy(2);
  const site = await study.site('S001', 'self');
  await enrolled(made, 'ZL-301', null, workingMachine(study.console).device);
  await enrolled(made, 'ZL-301', 'S001', workingMachine(site.core).device);
  const settings = { hub: made.hub, address: made.address };
  return {
    made,
    settings,
    study,
    site,
    exchange: async (core) => must(await exchangeOf(core, settings)),
    async issue(pack) {
      const now = study.clock.now().instant;
      await study.console.must('packs.issue', {
        pack,
        site: site.site,
        device: site.device,
        envelopesPerStratum: 2,
        release: 'self',
        validFrom: now,
        validUntil: addMilliseconds(now, 30 * 86_400_000),
        signature: signedBy('maren'),
      });
    },
    async close() {
      study.close();
      await made.owner.close();
    },
  };
}
