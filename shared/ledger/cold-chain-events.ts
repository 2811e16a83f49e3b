import type { Json } from '../base/canonical-json.ts';

/** Kits that share one history on this leg; times in seconds since 1970. */
export interface RecordedLeg {
  /** More than one where an earlier import of the same logger already covers the time between. */
  readonly windows: readonly { readonly from: number; readonly to: number }[];
  readonly profile: string;
  readonly version: number;
  readonly kits: readonly string[];
  /** Seconds that are left of the tightest band after this leg; null where every band is free. */
  readonly remaining: number | null;
  /** Too little is left to ship or dispense these kits, or nobody has decided yet. */
  readonly isExhausted: boolean;
}

/** What happens in the cold chain: profiles, logger files, judgements and decisions. */
export interface ColdChainEvents {
  /** A signature puts a storage profile in force; kits that it is for are judged anew. */
  'storage-profile-set': {
    readonly profile: string;
    readonly version: number;
    readonly body: Json;
    readonly budgets: readonly {
      readonly kits: readonly string[];
      readonly remaining: number | null;
    }[];
  };
  'logger-mapping-confirmed': {
    readonly name: string;
    /** Canonical text of the headings: what the mapping is known by. */
    readonly headings: string;
    readonly body: Json;
  };
  'logger-imported': {
    readonly file: string;
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly serial: string | null;
    readonly first: number | null;
    readonly last: number | null;
    readonly facts: Json;
    readonly warnings: Json;
    readonly days: Json;
    /** Readings in the stored form, base64. */
    readonly series: string;
    readonly mapping: string | null;
    readonly shipment: string | null;
    readonly place: string | null;
    /** The file itself, base64, where it is small: its signature can be verified again. */
    readonly original: string | null;
  };
  /** What a leg means for the kits on it; within range, or an excursion that waits for a decision. */
  'leg-judged': {
    readonly excursion: string;
    readonly file: string | null;
    readonly shipment: string | null;
    readonly place: string | null;
    readonly status: 'in-range' | 'open';
    readonly tier: number;
    readonly from: number;
    readonly to: number;
    readonly lowest: number | null;
    readonly highest: number | null;
    readonly legs: readonly RecordedLeg[];
    /** Excursions that were judged without data, in whose place this one comes. */
    readonly supersedes?: readonly string[];
    /** The arithmetic as it was shown, kits left out. */
    readonly assessment: Json;
  };
  'excursion-decided': {
    readonly excursion: string;
    readonly status: 'released' | 'rejected' | 'split';
    readonly outcomes: readonly {
      readonly group: number;
      readonly outcome: 'release' | 'reject';
      /** Last day of use that the decision sets. */
      readonly useBy: string | null;
      readonly isExhausted: boolean;
      readonly kits: readonly string[];
    }[];
  };
}
