import type { ReleaseMode } from '../../domain/backup/pack-terms.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';

/** A pack as the console knows it. */
export interface PackView {
  readonly site: string;
  readonly device: string;
  readonly release: ReleaseMode;
  /** Printed names of those to whom the study gave a code of their own; none in packs of earlier versions. */
  readonly people: readonly string[];
  readonly issuedAt: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly status: 'issued' | 'revoked' | 'returned';
  readonly statusAt: string;
  /** Undefined for a number that the pack does not have. */
  envelope(number: number):
    | {
        readonly stratum: string;
        readonly position: number;
        readonly layers: readonly (readonly string[])[];
      }
    | undefined;
}

export interface ScreeningView {
  /** As it was first written. */
  readonly code: string;
  readonly site: string;
  readonly hasFailed: boolean;
  readonly failedBecause: string | null;
}

/** A release code that the console gave by telephone. */
export interface LayerRelease {
  readonly layer: number;
  readonly subject: string;
  readonly at: string;
}

/** What the console holds against a site's record. Pure lookups: the store and the simulator both give one. */
export interface CentralView {
  /** Time of the import. */
  readonly now: string;
  pack(code: string): PackView | undefined;
  /** A subject that the console itself randomized, whatever the case of the letters. */
  subject(
    code: string,
  ): { readonly site: string; readonly at: string; readonly number: string } | undefined;
  /** What screening says of a subject, whatever the case of the letters; undefined for one that was never screened. */
  screening(code: string): ScreeningView | undefined;
  /** Status of a site at a moment of its own clock. */
  siteStatus(site: string, at: string): string;
  /** State that the console itself gave a kit: what the record of its own envelope did to it does not count. */
  kitState(number: string, facts: AssignmentFacts): string | undefined;
  /** Every release code that the console gave for an envelope, in their order. */
  releases(pack: string, envelope: number): readonly LayerRelease[];
  /** The stratum that the captured values give, or why they give none. */
  stratum(facts: AssignmentFacts): { readonly key: string } | { readonly problem: string };
  /** A stratum of a pack's list as people read it. */
  stratumInWords(pack: string, key: string): string;
  /** Whether what an import recorded stays: a person decided about it, or the console went on with subject or kits. */
  isHeld(facts: AssignmentFacts): boolean;
  /** Why the gates do not stand, or null. */
  gates(facts: AssignmentFacts): string | null;
}
