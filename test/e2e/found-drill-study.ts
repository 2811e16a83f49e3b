import { consolePlace, foundConsole } from '../../electron/node/drill/drill-console.ts';
import { systemClock } from '../../electron/node/system-clock.ts';

/** Run as a program: makes a small study with a locked list by site and kits at its sites, in the folder that is named. */
const [folder = '', resources = ''] = process.argv.slice(2);
await foundConsole(consolePlace(folder, resources), systemClock, {
  sites: 2,
  kitsOfType: 12,
  slots: 12,
});
