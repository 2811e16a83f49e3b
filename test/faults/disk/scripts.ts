import { drillPassphrase } from '../../../electron/node/drill/drill-core.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { mainCommands } from './main-commands.ts';
import type { OfflineGiven } from './offline-given.ts';
import { packCommands, siteCommands } from './pack-commands.ts';
import type { Step } from './step.ts';

export type ScriptName = 'demonstration' | 'console' | 'site';

/** Commands in the order in which each can be done on its study. */
export interface Script {
  readonly steps: readonly Step[];
  readonly passphrase: string;
}

/** Between them the scripts have every command of the contract map. */
export const scriptNamed = (name: ScriptName, given: OfflineGiven): Script => {
  if (name === 'demonstration') return { steps: mainCommands, passphrase: demonstrationPassphrase };
  const steps = name === 'console' ? packCommands(given) : siteCommands(given);
  return { steps, passphrase: drillPassphrase };
};
