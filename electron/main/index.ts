import * as electron from 'electron';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startCore } from '../node/core-client.ts';
import { dataDirectory, resourcesDirectory } from '../node/places.ts';
import { runConsole } from './console.ts';

// Chromium's own switches may stand beside ours, so unknown ones are let through.
const { values } = parseArgs({
  options: { store: { type: 'string' } },
  strict: false,
  allowPositionals: true,
});
const store = typeof values.store === 'string' ? resolve(values.store) : undefined;

// Not awaited: Electron becomes ready only after this module has been evaluated.
runConsole(electron, () =>
  startCore({
    dataDirectory: dataDirectory(process.env),
    resources: resourcesDirectory(),
    ...(store === undefined ? {} : { storePath: store }),
  }),
).catch((cause: unknown) => {
  console.error(cause);
  electron.app.exit(1);
});
