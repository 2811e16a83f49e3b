import type { ProcedureName } from '../../../shared/contracts/index.ts';
import { exchanged, straight } from './arms.ts';
import { blindStudy } from './blind-study.ts';
import type { BlindStudy } from './blind-study.ts';
import { knownOf } from './known.ts';
import type { KnownStudy } from './known.ts';
import { textOf, transcript } from './transcript.ts';
import type { Asking, Extent, Line } from './transcript.ts';

/** Two studies that differ in nothing but which arm has which name. */
export interface TwoStudies {
  readonly one: KnownStudy;
  readonly other: KnownStudy;
  close(): void;
}

export async function twoStudies(seed?: string): Promise<TwoStudies> {
  const made: [BlindStudy, BlindStudy] = [
    await blindStudy(straight, seed),
    await blindStudy(exchanged, seed),
  ];
  const [one, other] = [await knownOf(made[0]), await knownOf(made[1])];
  const close = () => {
    for (const study of made) study.close();
  };
  return { one, other, close };
}

/** What one party is told in both studies. */
export interface Told {
  readonly one: readonly Line[];
  readonly other: readonly Line[];
}

export interface AskingBoth {
  readonly party: string;
  readonly extent: Extent;
  readonly answered: Set<ProcedureName>;
  readonly at: 'study' | 'site';
  readonly names?: readonly ProcedureName[];
  /** Made for each of the studies. */
  readonly door?: (study: KnownStudy) => NonNullable<Asking['door']>;
}

export async function toldBoth({ one, other }: TwoStudies, asked: AskingBoth): Promise<Told> {
  const ask = (study: KnownStudy, answered: Set<ProcedureName>) =>
    transcript({
      study,
      console: asked.at === 'site' ? study.study.site.console : study.study.console,
      party: asked.party,
      extent: asked.extent,
      answered,
      ...(asked.names === undefined ? {} : { names: asked.names }),
      ...(asked.door === undefined ? {} : { door: asked.door(study) }),
    });
  const before = new Set(asked.answered);
  return { one: await ask(one, asked.answered), other: await ask(other, before) };
}

const around = 120;

/** The first place at which two studies tell a party different things, in words; null when they tell the same. */
export function difference({ one, other }: Told): string | null {
  if (one.length !== other.length) return `${one.length} answers and ${other.length}`;
  for (const [i, line] of one.entries()) {
    const against = other[i] as Line;
    if (line.raw === against.raw) continue;
    const [text, second] = [textOf(line), textOf(against)];
    if (text === second) continue;
    const { name, party, input } = line;
    let at = 0;
    while (text[at] === second[at]) at += 1;
    const [from, to] = [Math.max(0, at - around), at + around];
    return [`${party} ${name} ${input}`, text.slice(from, to), second.slice(from, to)].join('\n');
  }
  return null;
}
