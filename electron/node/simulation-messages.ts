/** What the pool asks of a worker. A worker holds one prepared run at a time. */
export type ToSimulationWorker =
  | {
      readonly kind: 'prepare';
      readonly run: number;
      readonly job: string;
      readonly parameters: unknown;
    }
  | { readonly kind: 'chunk'; readonly run: number; readonly chunk: number };

/** A finished chunk. A job that throws ends its worker, which the pool reports as a crash. */
export interface FromSimulationWorker {
  readonly run: number;
  readonly chunk: number;
  readonly result: unknown;
}
