import { startCore } from '../../electron/node/core-client.ts';
import type { CoreThread } from '../../electron/node/core-client.ts';

export const startTinyCore = (): CoreThread =>
  startCore(
    { dataDirectory: '/nowhere', resources: '/nowhere' },
    new URL('./tiny-core.worker.ts', import.meta.url),
  );
