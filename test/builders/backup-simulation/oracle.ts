import type { ChainEntry, SiteChain } from '../../../shared/ledger/bundle/site-chain.ts';
import { genesisHash } from '../../../shared/ledger/entry.ts';
import { openingOf } from '../../../shared/ledger/bundle/assignment-facts.ts';
import type { SimulatedConsole, Stored, Truth } from './console.ts';
import type { SiteLife } from './operations.ts';

interface Opening {
  readonly hash: string;
  readonly subject: string;
  readonly envelope: string;
  readonly kits: readonly string[];
  readonly layer: number;
}

/** What really happened, read straight from the machines and without the rules under test. */
function openingsOf(lives: readonly SiteLife[]): readonly Opening[] {
  const openings = new Map<string, Opening>();
  for (const life of lives) {
    for (const { entries } of [...life.machines, ...life.abandoned]) {
      for (const { hash, content } of entries) {
        if (!content.includes('"kind":"site-envelope-opened"')) continue;
        const { body } = JSON.parse(content) as {
          body: Pick<Opening, 'subject' | 'kits' | 'layer'> & { pack: string; envelope: number };
        };
        openings.set(hash, { ...body, hash, envelope: `${body.pack} ${body.envelope}` });
      }
    }
  }
  return [...openings.values()];
}

const groupedBy = <T>(items: readonly T[], name: (item: T) => string): readonly T[][] => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(name(item), [...(groups.get(name(item)) ?? []), item]);
  return [...groups.values()];
};

/** Conflicts that happened and that no verdict names, and openings that were forgotten. */
export function silentConflicts(
  console: SimulatedConsole,
  lives: readonly SiteLife[],
  truth: Truth,
): readonly string[] {
  const firsts = openingsOf(lives).filter(({ layer }) => layer === 1);
  const judged = new Map<string, Stored[]>();
  for (const item of console.judged()) {
    const opening = openingOf(item.facts);
    judged.set(opening, [...(judged.get(opening) ?? []), item]);
  }
  const isNamed = ({ hash }: Opening): boolean =>
    judged
      .get(hash)
      ?.every(({ verdict, state }) => verdict !== 'matched' || state === 'waiting') === true;
  const shown = console.openedKits();
  const silent = (what: string, group: readonly Opening[]): readonly string[] =>
    group
      .filter((one) => judged.has(one.hash) && !isNamed(one))
      .map(({ subject, envelope }) => `${what}: ${subject} ${envelope} is matched`);
  return [
    ...firsts
      .filter(({ hash }) => !judged.has(hash))
      .map(({ subject }) => `${subject} is forgotten`),
    ...openingsOf(lives)
      .filter(({ kits }) => kits.some((kit) => !shown.has(kit)))
      .map(({ kits, subject }) => `${kits.join()} was shown for ${subject} and nothing says so`),
    ...groupedBy(firsts, ({ envelope }) => envelope)
      .filter((group) => group.length > 1)
      .flatMap((group) => silent('an envelope opened twice', group)),
    ...groupedBy(firsts, ({ subject }) => subject)
      .filter((group) => group.length > 1)
      .flatMap((group) => silent('a subject with two envelopes', group)),
    ...silent(
      'a subject of the console',
      firsts.filter(({ subject }) => truth.centralSubjects.has(subject)),
    ),
    ...console
      .judged()
      .filter(({ facts }) => (facts.dispensed ?? []).some((kit) => truth.quarantined.has(kit)))
      .filter(({ verdict, state }) => verdict === 'matched' && state !== 'waiting')
      .map(({ facts }) => `a kit in quarantine: ${facts.subject} is matched`),
  ];
}

/** Every entry that is needed to reach an arrived one and is not there must lie in a named gap, and nothing else. */
export function unnamedGaps(
  device: string,
  own: readonly ChainEntry[],
  chain: SiteChain,
): readonly string[] {
  const hashes = new Set(own.map(({ hash }) => hash));
  const loose = own.filter(({ previous }) => previous !== genesisHash && !hashes.has(previous));
  const isNamed = (sequence: number): boolean =>
    chain.gaps.some(({ from, to }) => from <= sequence && sequence <= to);
  const unnamed = loose.filter(({ sequence }) => !isNamed(sequence - 1));
  const wrong = chain.gaps.filter(({ to }) => !loose.some(({ sequence }) => sequence === to + 1));
  return [
    ...unnamed.map(({ sequence }) => `${device}: the gap before ${sequence} is not named`),
    ...wrong.map(({ from, to }) => `${device}: ${from} to ${to} is named and is no gap`),
  ];
}
