import { startCore } from '../../electron/node/core-client.ts';
import type { CorePort } from '../../electron/node/core-port.ts';

export const startTinyCore = (): CorePort =>
  startCore(
    { dataDirectory: '/nowhere', resources: '/nowhere' },
    new URL('./tiny-core.worker.ts', import.meta.url),
  );
