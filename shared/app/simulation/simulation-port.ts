/** Tells a run to stop; an `AbortSignal` is one. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A run cut into chunks of fixed size, so that its result does not depend on who works on which. */
export interface SimulationRun {
  /** Name of the job, as registered in `simulation-jobs.ts`. */
  readonly job: string;
  /** What the job needs; plain data that can cross to another thread. */
  readonly parameters: unknown;
  /** Number of the first chunk; 0 when left out. */
  readonly first?: number;
  readonly chunks: number;
  /** At most this many threads; the port may have fewer. */
  readonly workers: number;
  /** Called once a chunk, strictly in order first, first + 1 …, as soon as all before it are done. */
  accept(result: unknown, chunk: number): void;
  /** Chunks done so far, whatever their order. */
  onProgress?(done: number, chunks: number): void;
  readonly signal?: StopSignal | undefined;
}

/**
 * Runs the chunks of a simulation, on other threads or on this one. Resolves to `cancelled` when the
 * signal stopped it; rejects when a worker crashed, since a result with a hole in it is none.
 */
export interface SimulationPort {
  run(run: SimulationRun): Promise<'done' | 'cancelled'>;
}

/** A kind of simulation: what the parameters say is prepared once a thread, then chunk by chunk done. */
export interface SimulationJob {
  /** Returns the function that works off one chunk. */
  prepare(parameters: unknown): (chunk: number) => unknown;
  /**
   * Returns whether something is what a chunk could give, by its form: other machines may have made it. A job without
   * this is calculated on this machine only.
   */
  fits?(parameters: unknown): (result: unknown, chunk: number) => boolean;
}
