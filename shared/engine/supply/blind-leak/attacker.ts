import type { WordSource } from '../../prng/simulation/xoshiro.ts';
import { uniform } from '../../prng/simulation/xoshiro.ts';
import { Guess } from './guess.ts';
import { PairTally } from './pair-tally.ts';
import type { SiteHistory } from './site-history.ts';

/** Up to so many subjects every allocation is tried. */
export const exactSubjects = 12;

/**
 * The exact attacker: tries every allocation of the subjects, drops one as soon as an event contradicts it, and
 * tallies what the rest have in common.
 *
 * The attacker knows the study's arms, ratio, visits and kits by arm, the supply settings and when runs take place,
 * and sees kit numbers, printed lots, the order of visits, and the number of kits in each shipment. It does not know
 * the arm of any subject, the type of any kit, or the concealed order of use, and it uses no knowledge of the
 * randomization procedure beyond that each arm is possible for each subject. Allocations that agree with everything
 * seen are possible; nothing else is.
 */
export function exactAttack(history: SiteHistory): PairTally {
  const tally = new PairTally(history.scenario.subjects);
  explore(history, new Guess(history), 0, tally);
  return tally;
}

function explore(history: SiteHistory, guess: Guess, from: number, tally: PairTally): void {
  const at = followUntilNewSubject(history, guess, from);
  if (at === null) return;
  if (at === history.events.length) {
    if (guess.canBeCompleted()) tally.add(guess.belief.arms);
    return;
  }
  for (const next of guessesAt(history, guess, at)) explore(history, next, at, tally);
}

/** Index of the next event of a subject without an arm, the number of events at the end, null when contradicted. */
function followUntilNewSubject(history: SiteHistory, guess: Guess, from: number): number | null {
  const { events } = history;
  for (let at = from; at < events.length; at += 1) {
    const event = events[at] as (typeof events)[number];
    if (event.kind === 'visit' && guess.belief.arms[event.subject] === -1) return at;
    if (!guess.explains(event)) return null;
  }
  return events.length;
}

function guessesAt(history: SiteHistory, guess: Guess, at: number): readonly Guess[] {
  const event = history.events[at];
  if (event?.kind !== 'visit') throw new Error('a guess branches where a subject comes');
  return history.scenario.ratio.map((_, arm) => {
    const next = new Guess(history, guess);
    next.belief.arms[event.subject] = arm;
    return next;
  });
}

/**
 * The attacker of larger sites: the same, keeping at most `width` allocations at each subject, chosen at random, and
 * always the true one. What all kept allocations agree on includes everything that is certain, so certain pairs are
 * never missed, and some that are not certain may be counted: the share is an upper bound.
 */
export function boundedAttack(
  history: SiteHistory,
  truth: ArrayLike<number>,
  width: number,
  source: WordSource,
): PairTally {
  const tally = new PairTally(history.scenario.subjects);
  let guesses: readonly Guess[] = [new Guess(history)];
  let at = 0;
  while (guesses.length > 0) {
    const ends = guesses.map((guess) => followUntilNewSubject(history, guess, at));
    const kept = guesses.filter((_, i) => ends[i] !== null);
    at = ends.find((end) => end !== null) ?? history.events.length;
    if (at === history.events.length) {
      for (const guess of kept) if (guess.canBeCompleted()) tally.add(guess.belief.arms);
      return tally;
    }
    const where = at;
    guesses = thin(
      kept.flatMap((guess) => guessesAt(history, guess, where)),
      { truth, width, source },
    );
  }
  throw new Error('the true allocation contradicts its own history');
}

function thin(
  guesses: readonly Guess[],
  to: { readonly truth: ArrayLike<number>; readonly width: number; readonly source: WordSource },
): readonly Guess[] {
  if (guesses.length <= to.width) return guesses;
  const isTrue = ({ belief }: Guess): boolean =>
    belief.arms.every((arm, subject) => arm === -1 || arm === to.truth[subject]);
  const others = guesses.filter((guess) => !isTrue(guess));
  for (let i = 0; i < to.width - 1 && i < others.length; i += 1) {
    const j = i + Math.floor(uniform(to.source) * (others.length - i));
    [others[i], others[j]] = [others[j] as Guess, others[i] as Guess];
  }
  return [...guesses.filter(isTrue), ...others.slice(0, to.width - 1)];
}
