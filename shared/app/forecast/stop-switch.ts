import type { StopSignal } from '../simulation/simulation-port.ts';

/** A stop signal that can be raised from within, and is raised with the one given. */
export class StopSwitch implements StopSignal {
  aborted = false;
  private readonly listeners = new Set<() => void>();
  private readonly outer: StopSignal | undefined;

  constructor(outer: StopSignal | undefined) {
    this.outer = outer;
    if (outer?.aborted === true) this.aborted = true;
    outer?.addEventListener('abort', this.raise);
  }

  readonly raise = (): void => {
    if (this.aborted) return;
    this.aborted = true;
    for (const listener of this.listeners) listener();
  };

  addEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.delete(listener);
  }

  /** Listens to the outer signal no longer. */
  release(): void {
    this.outer?.removeEventListener('abort', this.raise);
  }
}
