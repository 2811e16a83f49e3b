import type { ReleaseMode, UnusableCondition } from '../../domain/backup/pack-terms.ts';

/** Somebody whom the site's own record knew at a moment. */
export interface PersonAtSite {
  readonly user: string;
  readonly name: string;
  /** How it is known that the study named this person; null when it is not. */
  readonly confirmed: 'code' | 'people' | null;
}

/** One layer as the site opened it. */
export interface Opening {
  readonly layer: number;
  readonly kits: readonly string[];
  readonly at: string;
  readonly offsetMinutes: number;
  readonly mode: ReleaseMode;
  readonly challenge: string | null;
  /** Name of the second person, where two were asked. */
  readonly second: string | null;
  readonly openedBy: string;
  /** Who these two were at that moment, null for nobody of the site; not in older records. */
  readonly people?: { readonly opener: PersonAtSite | null; readonly second: PersonAtSite | null };
}

/**
 * Everything that one unbroken history of a site's ledger says of one envelope; no arm and no kit type. Copies of a file
 * that go on with the same open envelope leave one of these each.
 */
export interface AssignmentFacts {
  /** Hash of the last entry that says what was shown or given: another branch has another one. */
  readonly key: string;
  /** Hash of the entry that opened the first layer; branches of one envelope share it. Older records know only `key`. */
  readonly opening?: string;
  readonly device: string;
  readonly site: string;
  readonly pack: string;
  readonly envelope: number;
  readonly list: string;
  readonly stratum: string;
  readonly position: number;
  readonly visit: string;
  readonly subject: string;
  readonly consent: { readonly version: string; readonly at: string };
  readonly gates: readonly string[];
  readonly factors: { readonly [factor: string]: string };
  /** Site time of the first opening. */
  readonly at: string;
  readonly offsetMinutes: number;
  readonly epoch: number;
  readonly sequence: number;
  readonly openings: readonly Opening[];
  readonly unusable: readonly {
    readonly kits: readonly string[];
    readonly condition: UnusableCondition;
    readonly note: string;
  }[];
  /** Null while the site's record goes on. */
  readonly dispensed: readonly string[] | null;
  /** Site time at which the kits were given; not in older records. */
  readonly closedAt?: string;
  /** Why no kit was given, as the site wrote it. */
  readonly closedBecause?: string;
  readonly correction: {
    readonly factors: { readonly [factor: string]: string };
    readonly stratum: string;
    readonly reason: string;
  } | null;
  /** Largest distance of the wall clock from the monotonic one, accumulated up to the opening. */
  readonly skewMs: number;
  /** Subjects for whom this envelope was next and who were taken back before it was opened; not in older records. */
  readonly takenBack?: readonly string[];
  /** A lower envelope of the stratum that was still sealed. */
  readonly skipped: number | null;
  readonly fork: 'clone' | 'restore' | null;
  /** Entries that are missing before it: what is told here is true, and not the whole. */
  readonly behind?: { readonly from: number; readonly to: number };
  /** Kits that left the pack when an import recorded this; the console adds it, and older records lack it. */
  readonly took?: readonly string[];
}

/** What a subject randomized offline is called: it depends on the envelope alone, not on when the record came home. */
export const randomizationNumberOf = (pack: string, envelope: number): string =>
  `${pack}-${String(envelope).padStart(3, '0')}`;

/** Kits that left the shelf by this assignment, given or not; behind a gap also those whose opening is missing. */
export function kitsOpened(
  facts: Pick<AssignmentFacts, 'openings' | 'unusable' | 'dispensed' | 'behind'>,
): readonly string[] {
  return facts.behind === undefined ? facts.openings.flatMap(({ kits }) => kits) : kitsNamed(facts);
}

/** Every kit that the record names, each once: whoever wrote it had seen the number, whether or not an opening is told. */
export const kitsNamed = (
  facts: Pick<AssignmentFacts, 'openings' | 'unusable' | 'dispensed'>,
): readonly string[] => [
  ...new Set([
    ...facts.openings.flatMap(({ kits }) => kits),
    ...facts.unusable.flatMap(({ kits }) => kits),
    ...(facts.dispensed ?? []),
  ]),
];

/** What branches of one open envelope have in common. */
export const openingOf = ({ opening, key }: Pick<AssignmentFacts, 'opening' | 'key'>): string =>
  opening ?? key;
