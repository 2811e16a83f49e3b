import { create } from 'zustand';
import type { InputOf, OutputOf } from '../../../shared/contracts/index.ts';
import type { Client, Failure } from '../../transport/client.ts';
import { firstPreset, presets } from './presets.ts';
import type { Candidate, PresetName } from './presets.ts';

export type Question = InputOf<'lab.assess'>;
export type Assessment = OutputOf<'lab.assess'>;

/** A candidate with a key of its own, so that a refusal stays with the card that it is about. */
export interface KeyedCandidate extends Candidate {
  readonly key: number;
}

/** What a person asked for, as typed. */
export interface LabSetting {
  /** Empty: the ratio of the study. */
  readonly ratio: string;
  readonly n: number | string;
  readonly replicates: number | string;
  readonly seed: number | string;
}

interface Answered {
  readonly question: Question;
  readonly keys: readonly number[];
  readonly assessment: Assessment;
}

interface LabState {
  /** Who works here: another person starts with an empty laboratory. */
  readonly owner: string;
  readonly part: 'procedures' | 'multicentre';
  readonly setting: LabSetting;
  readonly candidates: readonly KeyedCandidate[];
  readonly answered: Answered | null;
  readonly failure: Failure | undefined;
  /** Name of the run under way. */
  readonly job: string | null;
  /** Labels that the plots leave out. */
  readonly hidden: readonly string[];
  readonly axes: { readonly x: string; readonly y: string; readonly bar: string };
  belongTo(owner: string): void;
  show(part: LabState['part']): void;
  set(setting: Partial<LabSetting>): void;
  add(candidate: Candidate): void;
  change(key: number, candidate: Candidate): void;
  remove(key: number): void;
  load(preset: PresetName): void;
  toggle(label: string): void;
  choose(axes: Partial<LabState['axes']>): void;
  assess(client: Client, question: Question): Promise<void>;
}

let lastKey = 0;
const keyed = (candidate: Candidate): KeyedCandidate => {
  lastKey += 1;
  return { ...candidate, key: lastKey };
};

const nothing = {
  part: 'procedures',
  setting: { ratio: '', n: 100, replicates: 10_000, seed: 1 },
  candidates: [],
  answered: null,
  failure: undefined,
  job: null,
  hidden: [],
  axes: { x: 'E_abs_D', y: 'PCG_convergence', bar: 'PD' },
} as const;

/** The design lab of this window; it outlives the page, and a run goes on while another page is shown. */
export const useLab = create<LabState>((set, get) => ({
  ...nothing,
  owner: '',
  belongTo: (owner) => {
    if (get().owner !== owner) set({ ...nothing, owner, candidates: firstPreset.map(keyed) });
  },
  show: (part) => set({ part }),
  set: (setting) => set((state) => ({ setting: { ...state.setting, ...setting } })),
  add: (candidate) => set(({ candidates }) => ({ candidates: [...candidates, keyed(candidate)] })),
  change: (key, candidate) =>
    set(({ candidates }) => ({
      candidates: candidates.map((known) => (known.key === key ? { ...candidate, key } : known)),
    })),
  remove: (key) =>
    set(({ candidates }) => ({ candidates: candidates.filter((known) => known.key !== key) })),
  load: (preset) => set({ candidates: presets[preset].map(keyed) }),
  toggle: (label) =>
    set(({ hidden }) => ({
      hidden: hidden.includes(label)
        ? hidden.filter((known) => known !== label)
        : [...hidden, label],
    })),
  choose: (axes) => set((state) => ({ axes: { ...state.axes, ...axes } })),
  assess: async (client, question) => {
    const job = `lab-${crypto.randomUUID()}`;
    const { owner, candidates } = get();
    const keys = candidates.map(({ key }) => key);
    set({ job, failure: undefined });
    const outcome = await client.ask('lab.assess', { ...question, job });
    // Another person, or a newer run, has taken over meanwhile.
    if (get().owner !== owner || get().job !== job) return;
    set(
      outcome.ok
        ? { job: null, hidden: [], answered: { question, keys, assessment: outcome.value } }
        : { job: null, failure: outcome.failure },
    );
  },
}));
