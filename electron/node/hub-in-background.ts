import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { OutputOf } from '../../shared/contracts/index.ts';
import type { Reply } from '../../shared/contracts/reply.ts';
import type { Core } from './core-settings.ts';
import { readHubSettings } from './hub/hub-settings.ts';
import { machineLogin } from './hub/login.ts';
import type { Ticker } from './scheduled-runs.ts';

const lookEveryMs = 1000;
/** Looks until the hub is asked although nothing happened here and nothing was heard of it. */
const patience = 60;

interface Settings {
  readonly core: Pick<Core, 'atWork' | 'dispatch'>;
  readonly dataDirectory: string;
  readonly ticker: Ticker;
}

/** The exchange with the hub while somebody is signed in. */
export interface HubInBackground {
  /** Told of every event: what was done here is posted soon. */
  hear(event: CoreEvent): void;
  stop(): void;
}

/**
 * Exchanges when something happened here, when the hub says that something was posted, and every minute. It never
 * holds up the core: network and database are waited for beside its queue. A hub in a folder is asked by hand, since
 * its engine runs in this very thread.
 */
export function startHubInBackground(settings: Settings): HubInBackground {
  const background = new Background(settings);
  const stop = settings.ticker.every(lookEveryMs, () => void background.look());
  return {
    hear: (event) => background.hear(event),
    stop: () => {
      stop();
      background.hangUp();
    },
  };
}

class Background {
  readonly #settings: Settings;
  #isDue = true;
  #isBusy = false;
  #looks = 0;
  #hangUp: (() => void) | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  hear(event: CoreEvent): void {
    if (event.kind === 'session' && event.state === 'locked') this.hangUp();
    const isOwn = event.kind === 'changed' && event.topics.every((topic) => topic === 'hub');
    if (event.kind !== 'progress' && !isOwn) this.#isDue = true;
  }

  hangUp(): void {
    this.#hangUp?.();
    this.#hangUp = null;
  }

  async look(): Promise<void> {
    this.#looks += 1;
    if (this.#isBusy || !(this.#isDue || this.#looks >= patience)) return;
    this.#isBusy = true;
    this.#isDue = false;
    this.#looks = 0;
    try {
      await this.#exchange();
    } finally {
      this.#isBusy = false;
    }
  }

  async #exchange(): Promise<void> {
    const { core, dataDirectory } = this.#settings;
    const machine = core.atWork();
    const known = machine === null ? null : readHubSettings(dataDirectory, machine.storeId);
    if (machine === null || known === null || known.address.kind === 'folder') return this.hangUp();
    const reply = (await core.dispatch({ name: 'hub.exchange', input: {} })) as Reply<
      OutputOf<'hub.exchange'>
    >;
    if (reply.kind !== 'ok' || reply.value.refusal !== null || this.#hangUp !== null) return;
    const { listenToHub } = await import('./hub/listener.ts');
    this.#hangUp = await listenToHub(
      known.address,
      machineLogin(known.hub, machine.device),
      () => {
        this.#isDue = true;
      },
      () => {
        this.#hangUp = null;
      },
    );
    // What was posted between the exchange and the first word of the hub.
    this.#isDue = true;
  }
}
