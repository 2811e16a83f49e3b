import { create } from 'zustand';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { ForecastPartial } from '../../../shared/contracts/forecast-answer.ts';
import type { ForecastScenarioInput } from '../../../shared/contracts/forecast-scenario.ts';
import { useSecretDrafts } from '../../state/secret-drafts.ts';
import type { Client, Failure, Outcome } from '../../transport/client.ts';

export type Scenario = ForecastScenarioInput;
/** A scenario as the contracts take it. */
export type ScenarioJson = OutputOf<'forecast.format'>['example'] & Record<string, never>;

export interface Assumption {
  readonly path: string;
  readonly message: string;
}

/** One question put to the simulation: its run, its answer, and for which scenario. */
interface Asked<A> {
  readonly job: string | null;
  readonly failure: Failure | undefined;
  readonly answer: A | null;
  /** What the answer is about, as text. */
  readonly about: string | null;
}

/** A run with the scenario that it is of, which may have been changed on the screen since. */
export type Ran = OutputOf<'forecast.run'> & { readonly scenario: Scenario };

export interface Questions {
  readonly run: Ran;
  readonly replayed: OutputOf<'forecast.replay'>;
  readonly comparison: OutputOf<'forecast.compare'>;
  /** With the scenario whose settings were tried. */
  readonly frontier: OutputOf<'forecast.optimise'> & { readonly scenario: Scenario };
  readonly centres: OutputOf<'forecast.centres'>;
}
export type QuestionName = keyof Questions;

type Slots = { readonly [K in QuestionName]: Asked<Questions[K]> };

/** What the optimiser must hold, and what it may try; its own ranges where none are given. */
export interface Goal {
  readonly measure: 'any-stock-out' | 'missed-visits';
  readonly limit: number;
  readonly replicates: number;
  readonly triggerPlus?: number[];
  readonly ceilingPlus?: number[];
  readonly lotFactors?: number[];
}

/** How likely the target date must be, and when sites that are added open: days after the start, and days that follow. */
interface SitesQuestion {
  readonly probability: number;
  readonly opensAfter: number;
  readonly opensWithin: number;
}

interface Forecast extends Slots {
  readonly scenario: Scenario | null;
  /** The scenario as it was opened, before it was changed here. */
  readonly opened: Scenario | null;
  /** Scenarios of this session that others were made from, the latest last. */
  readonly aside: readonly Scenario[];
  readonly assumed: readonly Assumption[];
  readonly replicates: number;
  readonly seed: number;
  /** Where a run is calculated; its answer is the same. */
  readonly where: 'here' | 'hub';
  readonly partial: ForecastPartial | null;
  take(scenario: Scenario, assumed?: readonly Assumption[]): void;
  change(scenario: Scenario): void;
  /** Goes on with another scenario and puts the one that is open aside. */
  vary(scenario: Scenario): void;
  set(setting: {
    readonly replicates?: number;
    readonly seed?: number;
    readonly where?: 'here' | 'hub';
  }): void;
  forecast(client: Client): Promise<void>;
  replay(client: Client, run: string): Promise<void>;
  /** The first is what the others are compared with. */
  compare(client: Client, scenarios: readonly Scenario[]): Promise<void>;
  optimise(client: Client, goal: Goal): Promise<void>;
  countSites(client: Client, question: SitesQuestion): Promise<void>;
}

const unasked = { job: null, failure: undefined, answer: null, about: null } as const;

const nothing = {
  scenario: null,
  opened: null,
  aside: [],
  assumed: [],
  replicates: 1000,
  seed: 1,
  where: 'here',
  partial: null,
  run: unasked,
  replayed: unasked,
  comparison: unasked,
  frontier: unasked,
  centres: unasked,
} as const;

/** A scenario where the contracts take any JSON; the core checks it and names what is wrong. */
export const asJson = (scenario: Scenario) => scenario as unknown as ScenarioJson;

/** The text that tells whether an answer is still about what is shown. */
export const aboutOf = (...parts: readonly unknown[]): string => JSON.stringify(parts);

/** Forecasts of this window: they go on while another page is shown, and are forgotten with the session. */
export const useForecast = create<Forecast>((set, get) => {
  async function ask<K extends QuestionName>(
    which: K,
    about: string,
    question: (job: string) => Promise<Outcome<Questions[K]>>,
  ): Promise<void> {
    const job = `forecast-${crypto.randomUUID()}`;
    set({ [which]: { ...get()[which], job, failure: undefined } } as Partial<Forecast>);
    const outcome = await question(job);
    // A newer run has taken over, or the study was locked.
    if (get()[which].job !== job) return;
    const next = outcome.ok
      ? { job: null, failure: undefined, answer: outcome.value, about }
      : { ...get()[which], job: null, failure: outcome.failure };
    set({ [which]: next } as Partial<Forecast>);
  }

  /** Fetches the bands that a run has so far at each of its messages. */
  function follow(client: Client, job: string): () => void {
    let isAsking = false;
    return client.subscribe((event) => {
      if (event.kind !== 'progress' || event.job !== job || isAsking) return;
      isAsking = true;
      void client.ask('forecast.partial', { job }).then((outcome) => {
        isAsking = false;
        const isCurrent = get().run.job === job;
        if (isCurrent && outcome.ok && outcome.value.partial !== null) {
          set({ partial: outcome.value.partial });
        }
      });
    });
  }

  return {
    ...nothing,
    take: (scenario, assumed = []) => set({ scenario, opened: scenario, assumed }),
    change: (scenario) => set({ scenario }),
    vary: (scenario) => {
      const { scenario: former, aside } = get();
      const others = aside.filter(({ name }) => name !== former?.name);
      set({ scenario, aside: former === null ? others : [...others, former] });
    },
    set: (setting) => set(setting),
    forecast: async (client) => {
      const { scenario, replicates, seed, where } = get();
      if (scenario === null) return;
      set({ partial: null });
      await ask('run', aboutOf(scenario, replicates, seed), async (job) => {
        const stop = follow(client, job);
        const outcome = await client.ask('forecast.run', {
          scenario: asJson(scenario),
          replicates,
          seed,
          job,
          where,
        });
        stop();
        return outcome.ok ? { ok: true, value: { ...outcome.value, scenario } } : outcome;
      });
      set({ partial: null });
    },
    replay: (client, run) =>
      ask('replayed', run, async (job) => {
        const kept = await client.ask('forecast.openRun', { run });
        if (!kept.ok) return kept;
        const { scenario, replicates, seed, digest, engine } = kept.value;
        return client.ask('forecast.replay', {
          scenario: scenario as ScenarioJson,
          replicates,
          seed,
          digest,
          engine,
          job,
        });
      }),
    compare: async (client, compared) => {
      const { replicates, seed } = get();
      const scenarios = compared.map(asJson);
      await ask('comparison', aboutOf(...compared), (job) =>
        client.ask('forecast.compare', { scenarios, replicates, seed, job }),
      );
    },
    optimise: async (client, goal) => {
      const { scenario, seed } = get();
      if (scenario === null) return;
      await ask('frontier', aboutOf(scenario), async (job) => {
        const question = { ...goal, scenario: asJson(scenario), seed, job };
        const outcome = await client.ask('forecast.optimise', question);
        return outcome.ok ? { ok: true, value: { ...outcome.value, scenario } } : outcome;
      });
    },
    countSites: async (client, asked) => {
      const { scenario, replicates, seed } = get();
      if (scenario === null) return;
      const question = { ...asked, scenario: asJson(scenario), replicates, seed };
      await ask('centres', aboutOf(scenario), (job) =>
        client.ask('forecast.centres', { ...question, job }),
      );
    },
  };
});

useSecretDrafts.subscribe(({ drafts }) => {
  if (Object.keys(drafts).length === 0) useForecast.setState(nothing);
});
