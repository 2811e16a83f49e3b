import type { HubState } from '../../../shared/contracts/hub.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';

/** What the last exchanges with the hub did; forgotten at the lock. */
export interface HubMemory {
  /** The exchange that goes on now; whoever asks meanwhile waits for it too. */
  running: Promise<void> | null;
  triedAt: string | null;
  refusal: Refusal | null;
  last: HubState['last'];
  shared: HubState['shared'];
  lastAt: string | null;
}

export const newHubMemory = (): HubMemory => ({
  running: null,
  triedAt: null,
  refusal: null,
  last: null,
  shared: null,
  lastAt: null,
});
