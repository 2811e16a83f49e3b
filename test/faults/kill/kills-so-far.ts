import { appendFileSync, existsSync, mkdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { measuredCommit } from '../figures.ts';

/** What kills of a study found. */
export interface Tally {
  readonly kills: number;
  readonly acknowledged: number;
  readonly interrupted: number;
  /** Of the interrupted commands, those that had been stored whole before the reply. */
  readonly stored: number;
}

export const noKills: Tally = { kills: 0, acknowledged: 0, interrupted: 0, stored: 0 };

export const addTally = (one: Tally, other: Tally): Tally => ({
  kills: one.kills + other.kills,
  acknowledged: one.acknowledged + other.acknowledged,
  interrupted: one.interrupted + other.interrupted,
  stored: one.stored + other.stored,
});

/** The studies whose kills are done, each with what it found. */
export interface KillsSoFar {
  has(study: number): boolean;
  add(study: number, tally: Tally): void;
  sum(): Tally;
}

interface Asked {
  readonly seed: number;
  readonly studies: number;
  readonly isLong: boolean;
}

const folder = join(import.meta.dirname, '..', '..', '..', '.build', 'faults');

/**
 * In the long form what is done is written down, one line a study, for this commit and seed: a run that was broken
 * off goes on where it stood. Says how far it is.
 */
export function killsSoFar({ seed, studies, isLong }: Asked): KillsSoFar {
  const commit = measuredCommit();
  const keeps = isLong && commit !== null;
  const path = join(folder, `kills-${commit}-${seed}.jsonl`);
  const done = keeps ? readDone(path) : new Map<number, Tally>();
  if (keeps) mkdirSync(folder, { recursive: true });
  const sum = (): Tally =>
    [...done]
      .filter(([study]) => study < studies)
      .reduce((all, [, t]) => addTally(all, t), noKills);
  return {
    has: (study) => done.has(study),
    add(study, tally) {
      done.set(study, tally);
      if (keeps) appendFileSync(path, `${JSON.stringify({ study, ...tally })}\n`);
      // The test tool holds back what goes to the console until the test is over.
      if (isLong) writeSync(2, `${sum().kills} kills, ${done.size} of ${studies} studies done\n`);
    },
    sum,
  };
}

function readDone(path: string): Map<number, Tally> {
  if (!existsSync(path)) return new Map();
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return new Map(
    lines.map((line) => {
      const { study, ...tally } = JSON.parse(line) as Tally & { study: number };
      return [study, tally];
    }),
  );
}
