import { create } from 'zustand';
import type { InputOf, OutputOf } from '../../../../shared/contracts/index.ts';
import type { Client, Failure } from '../../../transport/client.ts';

type Settings = InputOf<'resupply.compare'>['settings'];

/** One question put to the simulation: its run, its answer, and for which settings. */
export interface Asked<A> {
  readonly job: string | null;
  readonly failure: Failure | undefined;
  readonly answer: A | null;
  /** The settings that the answer is about, as text. */
  readonly about: string | null;
}

interface WhatIf {
  readonly nights: Asked<OutputOf<'resupply.compare'>>;
  readonly leak: Asked<OutputOf<'resupply.checkLeak'>>;
  readonly presets: Asked<OutputOf<'resupply.presets'>>;
  playNights(client: Client, settings: Settings): Promise<void>;
  attack(client: Client, settings: Settings, subjects: number | null): Promise<void>;
  checkPresets(client: Client): Promise<void>;
}

const nothing = { job: null, failure: undefined, answer: null, about: null } as const;
const newJob = (): string => `resupply-${crypto.randomUUID()}`;

/** What-if runs of this window; they go on while another page is shown. */
export const useWhatIf = create<WhatIf>((set, get) => {
  /** Runs one question; an answer to a run that a newer one replaced is dropped. */
  async function ask<K extends 'nights' | 'leak' | 'presets'>(
    which: K,
    about: string,
    question: (
      job: string,
    ) => Promise<
      | { readonly ok: true; readonly value: NonNullable<WhatIf[K]['answer']> }
      | { readonly ok: false; readonly failure: Failure }
    >,
  ): Promise<void> {
    const job = newJob();
    set({ [which]: { ...get()[which], job, failure: undefined } } as Partial<WhatIf>);
    const outcome = await question(job);
    if (get()[which].job !== job) return;
    const next = outcome.ok
      ? { job: null, failure: undefined, answer: outcome.value, about }
      : { ...get()[which], job: null, failure: outcome.failure };
    set({ [which]: next } as Partial<WhatIf>);
  }
  return {
    nights: nothing,
    leak: nothing,
    presets: nothing,
    playNights: (client, settings) =>
      ask('nights', JSON.stringify(settings), (job) =>
        client.ask('resupply.compare', { settings, job }),
      ),
    attack: (client, settings, subjects) =>
      ask('leak', JSON.stringify(settings), (job) =>
        client.ask('resupply.checkLeak', {
          settings,
          job,
          ...(subjects === null ? {} : { subjects }),
        }),
      ),
    checkPresets: (client) =>
      ask('presets', 'presets', (job) => client.ask('resupply.presets', { job })),
  };
});
