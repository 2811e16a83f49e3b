import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import type { BlindConsole } from './blind-console.ts';
import type { KnownStudy } from './known.ts';
import { stranger } from './spoiled.ts';
import type { Dispatch, Extent } from './transcript.ts';
import { toldBoth } from './two-studies.ts';
import type { TwoStudies } from './two-studies.ts';

/** Every query of the contract map. */
export const queries: readonly ProcedureName[] = (Object.keys(contracts) as ProcedureName[]).filter(
  (name) => contracts[name].kind === 'query',
);

/** A question that somebody is answered in both studies, as each of them words it. */
export interface Question {
  readonly party: string;
  readonly at: 'study' | 'site';
  readonly name: ProcedureName;
  readonly inputs: readonly [one: string, other: string];
}

export interface Asker {
  readonly party: string;
  readonly at: 'study' | 'site';
  readonly extent: Extent;
  /** Queries that are still to be answered to anybody. */
  readonly names: readonly ProcedureName[];
}

/** What a party is answered of these queries: each way of asking, or in the short extent the plainest. */
export async function questionsOf(studies: TwoStudies, asker: Asker): Promise<readonly Question[]> {
  const { party, at, extent, names } = asker;
  const told = await toldBoth(studies, { party, at, extent, names, answered: new Set() });
  const asked = told.one.flatMap(({ name, kind, input }, i): Question[] => {
    const other = told.other[i];
    if (kind !== 'ok' || other?.kind !== 'ok') return [];
    return [{ party, at, name, inputs: [input, other.input] }];
  });
  if (extent === 'long') return asked;
  // Asked for what is not there, some queries answer with nothing.
  const plain = asked.toSorted((a, b) => Number(isStrange(a)) - Number(isStrange(b)));
  return plain.filter(({ name }, i) => plain.findIndex((one) => one.name === name) === i);
}

const isStrange = ({ inputs }: Question): boolean => inputs[0].includes(stranger);

/** How the two studies' times for one question stand to each other. */
export interface Compared {
  /** Lower quartiles in milliseconds: a busy machine only ever adds to a time, and seldom to a quarter of them. */
  readonly one: number;
  readonly other: number;
  /** How often a drawn time of the slower study is the longer one (Mann and Whitney); 0.5 when chance decides. */
  readonly superiority: number;
}

export interface Timing {
  readonly studies: TwoStudies;
  readonly question: Question;
  /** Stands between the console and who asks; the console itself unless told. */
  readonly door?: (study: KnownStudy) => (dispatch: Dispatch) => Dispatch;
}

type Ask = () => Promise<number>;

function askers({ studies, question, door }: Timing): readonly [one: Ask, other: Ask] {
  const { at, name, inputs } = question;
  const asker = (known: KnownStudy, text: string): Ask => {
    const console: BlindConsole = at === 'site' ? known.study.site.console : known.study.console;
    const dispatch = door?.(known)(console.dispatch) ?? console.dispatch;
    return async () => {
      const input: unknown = JSON.parse(text);
      const started = performance.now();
      await dispatch({ name, input });
      return performance.now() - started;
    };
  };
  return [asker(studies.one, inputs[0]), asker(studies.other, inputs[1])];
}

const quartile = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 2] as number;

function superiority(slower: readonly number[], faster: readonly number[]): number {
  const longer = slower.flatMap((time) => faster.filter((other) => time > other)).length;
  return longer / (slower.length * faster.length);
}

/** Each round asks one, other, other, one, or the reverse: whatever drifts or grows meets both studies alike. */
async function compare([askOne, askOther]: readonly [Ask, Ask], rounds: number): Promise<Compared> {
  const [ones, others]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? [true, false, false, true] : [false, true, true, false];
    for (const isOne of order) {
      if (isOne) ones.push(await askOne());
      else others.push(await askOther());
    }
  }
  const [one, other] = [quartile(ones), quartile(others)];
  return {
    one,
    other,
    superiority: one > other ? superiority(ones, others) : superiority(others, ones),
  };
}

/** A difference that somebody could learn from: a fifth of the time, and a twentieth of a millisecond. */
const isWide = ({ one, other }: Compared): boolean =>
  Math.max(one / other, other / one) > 1.2 && Math.abs(one - other) > 0.05;

const confirmingRounds = 40;

/**
 * Whether the time of an answer goes with the arms; null when it does not. A few rounds sort out nearly everything; what
 * looks wide in them is asked again often enough for chance, a busy machine or a collection of garbage to even out, and
 * must then be wide still, in the whole of the times and not in a few of them.
 */
export async function timeLeak(timing: Timing, rounds: number): Promise<Compared | null> {
  const asks = askers(timing);
  for (const ask of asks) await ask();
  if (!isWide(await compare(asks, rounds))) return null;
  const often = await compare(asks, confirmingRounds);
  return isWide(often) && often.superiority >= 0.7 ? often : null;
}
