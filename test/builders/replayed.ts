import type { KeyRing } from '../../electron/node/key-ring.ts';
import { verifyStore } from '../../electron/node/store-file/verify-store.ts';
import type { OpenStudy } from './open-study.ts';

/** Verifies a study and replays its ledger into empty tables. */
export const replayed = (study: OpenStudy) => {
  const { id, publicKey } = study.device;
  const ring: KeyRing = {
    format: 'cachet-keys/1',
    storeId: 'test-store',
    founder: { device: id, publicKey },
    demonstration: 'no',
    users: [],
    recovery: null,
  };
  return verifyStore({
    database: study.db,
    path: study.path,
    ring,
    anchor: { kind: 'none' },
    replay: true,
    job: { progress: () => undefined, cancelled: () => false },
  });
};
