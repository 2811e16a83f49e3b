import * as electron from 'electron';
import { resolve } from 'node:path';
import { startCore } from '../node/core-client.ts';
import { dataDirectory, resourcesDirectory } from '../node/places.ts';
import { runConsole } from './console.ts';

const store = electron.app.commandLine.getSwitchValue('store');

// Not awaited: Electron becomes ready only after this module has been evaluated.
runConsole(electron, () =>
  startCore({
    dataDirectory: dataDirectory(process.env),
    resources: resourcesDirectory(),
    ...(store === '' ? {} : { storePath: resolve(store) }),
  }),
).catch((cause: unknown) => {
  console.error(cause);
  electron.app.exit(1);
});
