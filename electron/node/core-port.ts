import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';

/** The core as a host sees it, whatever thread it lives in. Both hosts and the command line speak only this. */
export interface CorePort {
  /** Never rejects for a refused or failed command: that is a `Reply`. Rejects only when the core itself has died. */
  request(request: Request): Promise<Reply>;
  /** Asks long work to stop; the pending request then replies with a refusal. */
  cancel(job: string): void;
  subscribe(listener: (event: CoreEvent) => void): () => void;
  close(): Promise<void>;
}
