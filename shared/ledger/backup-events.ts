import type { Json } from '../base/canonical-json.ts';
import type { ReleaseMode, SiteClock, UnusableCondition } from '../domain/backup/pack-terms.ts';

/** One offline assignment as an import judged it; `facts` is what the site recorded, without any arm. */
export interface JudgedAssignment {
  /** Hash of the last entry that says what was shown or given. */
  readonly key: string;
  readonly verdict: string;
  readonly findings: Json;
  readonly facts: Json;
  readonly state: 'waiting' | 'recorded' | 'open';
  /** Whether this import gives the subject the slot and the kits. */
  readonly records: boolean;
  /** Whether it gives back the slot and the kits that an earlier import gave the subject. */
  readonly retracts?: boolean;
  /** Where live allocation counts the subject from now on: the site corrected values after it was recorded. */
  readonly absorbs?: { readonly list: string; readonly key: string };
}

/** An entry of a site's ledger as a bundle carried it. */
export interface CarriedEntry {
  readonly epoch: number;
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
  readonly content: string;
}

interface AtSite {
  readonly subject: string;
  readonly pack: string;
  readonly envelope: number;
  readonly clock: SiteClock;
}

interface Evidence {
  readonly consent: { readonly version: string; readonly at: string };
  readonly gates: readonly string[];
  readonly factors: { readonly [factor: string]: string };
}

/** Packs and what comes home from sites; the second half stands in the ledger of a site store. */
export interface BackupEventBodies {
  'site-device-enrolled': {
    readonly device: string;
    readonly site: string;
    readonly publicKey: string;
    readonly boxKey: string;
    readonly fingerprint: string;
  };
  /** Which kits lie in which envelope is in the sealed part. */
  'pack-issued': {
    readonly pack: string;
    readonly site: string;
    readonly device: string;
    readonly list: string;
    readonly release: ReleaseMode;
    readonly layers: number;
    readonly validFrom: string;
    readonly validUntil: string;
    readonly merkleRoot: string;
    readonly digest: string;
    /** Envelopes are numbered from 1 through the strata in this order. */
    readonly strata: readonly { readonly key: string; readonly positions: readonly number[] }[];
    /** By number. */
    readonly kits: readonly string[];
    /** Printed names of those who open envelopes together; only where two do. */
    readonly people?: readonly string[];
  };
  'pack-revoked': { readonly pack: string };
  'pack-returned': {
    readonly pack: string;
    readonly unopened: readonly number[];
    readonly kits: readonly string[];
    /** Stock again; or set apart until they are counted, when the site could not give the pack back. */
    readonly state: 'at-site' | 'quarantined';
    /** Kits that were shown to somebody, or may have been: set apart whatever `state` says; some lay in quarantine before. */
    readonly apart?: readonly string[];
  };
  'challenge-answered': {
    readonly pack: string;
    readonly envelope: number;
    readonly layer: number;
    readonly subject: string;
    readonly challenge: string;
  };
  'bundle-imported': {
    readonly bundle: string;
    readonly device: string;
    readonly site: string;
    readonly pack: string;
    readonly epoch: number;
    readonly first: number;
    readonly last: number;
    readonly entries: readonly CarriedEntry[];
    readonly judged: readonly JudgedAssignment[];
    /** Keys of unfinished assignments that go on under another key. */
    readonly dropped?: readonly string[];
    /** Kits that were stock and are set apart because the record shows them. */
    readonly apart?: readonly string[];
  };
  'backup-resolved': {
    readonly key: string;
    readonly subject: string;
    readonly decision: 'accept' | 'annotate' | 'void';
    /** Whether the decision gives the subject the slot and the kits. */
    readonly records: boolean;
    /** Kits that the decision takes out of use. */
    readonly quarantined: readonly string[];
    /** A release by telephone of which no record came home: what is known of it, and what was shown to the person who decided. */
    readonly released?: { readonly facts: Json; readonly findings: Json };
    /** Where live allocation counts the subject from now on. */
    readonly absorbed?: { readonly list: string; readonly key: string };
  };
  'site-pack-loaded': {
    readonly pack: string;
    readonly site: string;
    readonly device: string;
    readonly digest: string;
    readonly release: ReleaseMode;
    readonly layers: number;
    readonly validFrom: string;
    readonly validUntil: string;
    readonly list: string;
    readonly merkleRoot: string;
    readonly stratifyBy: readonly string[];
    readonly console: { readonly device: string; readonly publicKey: string };
    readonly strata: readonly {
      readonly key: string;
      readonly words: string;
      readonly positions: readonly number[];
    }[];
    /** The clocks from which a later move of the wall clock shows. */
    readonly clock?: SiteClock;
    /** People of the file who proved with a code of their own that the pack names them. */
    readonly confirmed?: readonly { readonly user: string; readonly name: string }[];
  };
  'site-subject-begun': AtSite & Evidence & { readonly stratum: string };
  'site-subject-cancelled': { readonly subject: string; readonly clock: SiteClock };
  'site-envelope-opened': AtSite &
    Evidence & {
      readonly stratum: string;
      readonly position: number;
      readonly layer: number;
      readonly visit: string;
      readonly kits: readonly string[];
      /** Only where the study is open-label. */
      readonly treatment?: string;
      readonly release: {
        readonly mode: ReleaseMode;
        readonly challenge: string | null;
        readonly second: string | null;
      };
    };
  'site-kits-unusable': AtSite & {
    readonly layer: number;
    readonly kits: readonly string[];
    readonly condition: UnusableCondition;
  };
  /** The end of an assignment; no kits when none was usable. */
  'site-kits-dispensed': AtSite & { readonly kits: readonly string[] };
  'site-strata-corrected': AtSite & {
    readonly factors: { readonly [factor: string]: string };
    readonly stratum: string;
  };
  'site-pack-surrendered': {
    readonly pack: string;
    readonly unopened: readonly number[];
    readonly clock: SiteClock;
  };
  'site-clock-jumped': { readonly byMs: number; readonly clock: SiteClock };
}
