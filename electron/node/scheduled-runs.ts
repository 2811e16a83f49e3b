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

/** The clock of resupply runs and of backups. */
export interface ScheduledRuns {
  /** Told of every event, so that a run that is due is prepared as soon as somebody with the right signs in. */
  hear(event: CoreEvent): void;
  stop(): void;
}

/**
 * Has the due run prepared as a proposal, and the due backup made, while somebody with the right is signed in; the door
 * refuses both at any other time. After the machine slept, the first look finds what fell due meanwhile.
 */
export function startScheduledRuns({ request, ticker }: Settings): ScheduledRuns {
  const looks = [asker(request, 'resupply.prepare'), asker(request, 'backups.make')];
  const look = (): void => looks.forEach((ask) => void ask());
  const stop = ticker.every(lookEveryMs, look);
  return {
    hear: (event) => {
      if (event.kind === 'session' && event.state === 'signed-in') look();
    },
    stop,
  };
}

/** Asks for a scheduled run, unless the one before is still on its way. */
function asker(request: Settings['request'], name: string): () => Promise<void> {
  let isAsking = false;
  return async () => {
    if (isAsking) return;
    isAsking = true;
    try {
      await request({ name, input: { scheduled: true } });
    } finally {
      isAsking = false;
    }
  };
}
