import type { ReviewScope } from '../domain/trail/review.ts';

/** What is done with the trail itself. */
export interface TrailEventBodies {
  /** An evidence pack left the study. */
  'evidence-made': {
    readonly variant: 'arm-free' | 'unblinded';
    /** Entries of the trail that are in it. */
    readonly entries: number;
    /** SHA-256 of the pack's manifest. */
    readonly digest: string;
  };
  /** Somebody read entries of the trail and signs for it. */
  'trail-reviewed': {
    readonly review: string;
    readonly scope: ReviewScope;
    readonly first: number;
    readonly last: number;
    /** The entries of a selection; empty for a range. */
    readonly entries: readonly number[];
    /** Entries that the review is about. */
    readonly reviewed: number;
    /** How many of the critical ones the reviewer made. */
    readonly own: number;
    /** Hash of the entry `last`: what was read cannot be exchanged. */
    readonly head: string;
    readonly comment: string;
    readonly questions: readonly {
      readonly question: string;
      readonly entry: number | null;
      readonly text: string;
    }[];
  };
  'review-question-closed': { readonly question: string; readonly answer: string };
}
