import type { Command } from './command.ts';

/** A row of the table of commands. A command's module is loaded only when it is called, so that all start quickly. */
export interface Row {
  /** One word, or two for a command of a group: `list generate`. */
  readonly name: string;
  readonly summary: string;
  load(): Promise<{ readonly command: Command }>;
}

export const TABLE: readonly Row[] = [
  {
    name: 'procedures',
    summary: 'list the randomization procedures with their parameters and ranges',
    load: () => import('./commands/procedures.ts'),
  },
  {
    name: 'probabilities',
    summary: 'probabilities of the arms for the next subject',
    load: () => import('./commands/probabilities.ts'),
  },
  {
    name: 'sequence',
    summary: 'the allocation sequence that given uniforms lead to',
    load: () => import('./commands/sequence.ts'),
  },
  {
    name: 'characteristics',
    summary: 'balance and predictability of a procedure, exact or simulated',
    load: () => import('./commands/characteristics.ts'),
  },
  {
    name: 'logger inspect',
    summary:
      "read a temperature logger's file: verdict, extremes, mean kinetic temperature, faults",
    load: () => import('./commands/logger.ts'),
  },
  {
    name: 'mkt',
    summary: 'mean kinetic temperature of a table of durations and temperatures',
    load: () => import('./commands/mkt.ts'),
  },
  {
    name: 'serve',
    summary: 'open the console for a browser on this machine',
    load: () => import('./commands/serve.ts'),
  },
];
