import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';

/** How often the clock looks whether a run is due. */
const lookEveryMs = 60_000;

/** Asks again and again until stopped; the clock of the machine, or of a test. */
export interface Ticker {
  every(milliseconds: number, look: () => void): () => void;
}

export const machineTicker: Ticker = {
  every(milliseconds, look) {
    const timer = setInterval(look, milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  },
};

interface Settings {
  /** Through the queue of all requests, in the name of whoever is signed in. */
  readonly request: (request: Request) => Promise<Reply>;
  readonly ticker: Ticker;
}

/** The clock of resupply runs. */
export interface ScheduledRuns {
  /** Told of every event, so that a run that is due is prepared as soon as somebody with the right signs in. */
  hear(event: CoreEvent): void;
  stop(): void;
}

/**
 * Has the due run prepared as a proposal while somebody who may sign it is signed in; the door refuses it at any
 * other time. Nothing is sent by it.
 */
export function startScheduledRuns({ request, ticker }: Settings): ScheduledRuns {
  let isAsking = false;
  const look = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    try {
      await request({ name: 'resupply.prepare', input: { scheduled: true } });
    } finally {
      isAsking = false;
    }
  };
  const stop = ticker.every(lookEveryMs, () => void look());
  return {
    hear: (event) => {
      if (event.kind === 'session' && event.state === 'signed-in') void look();
    },
    stop,
  };
}
