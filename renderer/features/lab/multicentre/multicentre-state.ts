import { create } from 'zustand';
import type { Client, Failure } from '../../../transport/client.ts';
import type { MulticentreAnswer } from './multicentre-answer.ts';
import { questionOf, scenarios } from './scenario.ts';
import type { MulticentreQuestion, Scenario } from './scenario.ts';

interface Answered {
  readonly question: MulticentreQuestion;
  readonly engine: string;
  readonly answer: MulticentreAnswer;
}

interface MulticentreState {
  readonly owner: string;
  readonly scenario: Scenario;
  readonly answered: Answered | null;
  readonly failure: Failure | undefined;
  /** Name of the run under way. */
  readonly job: string | null;
  readonly hidden: readonly string[];
  readonly axes: {
    readonly x: string;
    readonly y: string;
    readonly spread: string;
    readonly level: string;
  };
  belongTo(owner: string): void;
  set(scenario: Partial<Scenario>): void;
  toggle(design: string): void;
  choose(axes: Partial<MulticentreState['axes']>): void;
  run(client: Client): Promise<void>;
}

const nothing = {
  scenario: scenarios[2],
  answered: null,
  failure: undefined,
  job: null,
  hidden: [],
  axes: { x: 'SD_abs_D', y: 'PCG_convergence', spread: 'RE3', level: 'trial' },
} as const;

/** The multi-centre comparison of this window; a run goes on while another page is shown. */
export const useMulticentre = create<MulticentreState>((set, get) => ({
  ...nothing,
  owner: '',
  belongTo: (owner) => {
    if (get().owner !== owner) set({ ...nothing, owner });
  },
  set: (scenario) => set((state) => ({ scenario: { ...state.scenario, ...scenario } })),
  toggle: (design) =>
    set(({ hidden }) => ({
      hidden: hidden.includes(design)
        ? hidden.filter((known) => known !== design)
        : [...hidden, design],
    })),
  choose: (axes) => set((state) => ({ axes: { ...state.axes, ...axes } })),
  run: async (client) => {
    const { owner, scenario } = get();
    const question = questionOf(scenario);
    if (question === undefined) return;
    const job = `lab-${crypto.randomUUID()}`;
    set({ job, failure: undefined });
    const outcome = await client.ask('lab.multicentre', { ...question, job });
    // Another person, or a newer run, has taken over meanwhile.
    if (get().owner !== owner || get().job !== job) return;
    if (!outcome.ok) {
      set({ job: null, failure: outcome.failure });
      return;
    }
    const { engine, answer } = outcome.value;
    const answered = { question, engine, answer: answer as unknown as MulticentreAnswer };
    set({ job: null, hidden: [], answered });
  },
}));
