import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';

/** The only two things a host offers to its window. */
export interface Transport {
  /** Rejects only when the core cannot be reached; a refusal is a reply. */
  request(request: Request): Promise<Reply>;
  /** Calls the listener for every event; returns how to stop. */
  subscribe(listener: (event: CoreEvent) => void): () => void;
}
