import type { Json } from '../base/canonical-json.ts';
import type { Role } from '../domain/access/roles.ts';
import type { KitAction, KitState } from '../domain/kit/kit-state.ts';
import type { LotEvents } from './lot-events.ts';
import type { ColdChainEvents } from './cold-chain-events.ts';
import type { BackupEventBodies } from './backup-events.ts';
import type { CodeBreakEventBodies } from './code-break-events.ts';
import type { CustodyEventBodies } from './custody-events.ts';
import type { FileBackupEventBodies } from './file-backup-events.ts';
import type { LabelEventBodies } from './label-events.ts';
import type { SharingEventBodies } from './sharing-events.ts';
import type { TrailEventBodies } from './trail-events.ts';

/** Everything that can happen in a study. Bodies are in clear; what unblinds is veiled or in the sealed part. */
export interface EventBodies
  extends
    BackupEventBodies,
    CodeBreakEventBodies,
    ColdChainEvents,
    CustodyEventBodies,
    FileBackupEventBodies,
    LabelEventBodies,
    LotEvents,
    SharingEventBodies,
    TrailEventBodies {
  'store-created': {
    readonly storeId: string;
    readonly product: string;
    readonly demonstration: boolean;
  };
  'device-enrolled': {
    readonly device: string;
    readonly epoch: number;
    readonly publicKey: string;
  };
  /** The study goes on from a backup; `missing` entries were seen by the machine and are not in it. */
  'store-restored': {
    readonly entries: number;
    readonly missing: number;
    readonly epoch: number;
    /** The machine had lost its checkpoint: more may be missing than anybody knows. */
    readonly uncertain?: boolean;
    /** No present file could be read: access that ended since the backup may have come back. */
    readonly presentUnread?: boolean;
    /** Who signed as well, because no present file could be read. */
    readonly second?: { readonly user: string; readonly printedName: string };
  };
  /** Somebody vouches for the clock although the trail has later entries. */
  'clock-confirmed': { readonly now: string; readonly latest: string | null };
  'study-defined': {
    readonly version: number;
    readonly fileName: string;
    readonly text: string;
    readonly definition: Json;
    readonly changes: readonly string[];
  };
  'site-status-set': { readonly site: string; readonly status: 'active' | 'closed' };
  'user-added': {
    readonly user: string;
    readonly printedName: string;
    readonly role: Role;
    readonly sites: readonly string[];
    readonly awaitsUnblinding: boolean;
    readonly mustChangePassphrase: boolean;
    /** Public key of the person's wrap: no other wrap under this name counts. */
    readonly publicKey: string;
    /** Present when the wrap holds the keys to the sealed treatments of the person's sites. */
    readonly breakKeys?: true;
    /** SHA-256 of the key ring that this entry puts in force; null for founders in entries of earlier versions. */
    readonly ringHash: string | null;
    /** At a site: the person may open envelopes with another one, by a code of the study or by the word of two who may. */
    readonly confirmed?: 'code' | 'people';
  };
  'unblinding-granted': { readonly user: string; readonly ringHash: string };
  'user-deactivated': { readonly user: string; readonly ringHash: string };
  /** Another role or other sites. A role comes with a new wrap, sites alone do not. */
  'role-changed': {
    readonly user: string;
    readonly role: Role;
    readonly sites: readonly string[];
    readonly before: { readonly role: Role; readonly sites: readonly string[] };
    readonly awaitsUnblinding: boolean;
    /** Public key of the new wrap, which opens with a first passphrase; null where the old one stays. */
    readonly publicKey: string | null;
    readonly ringHash: string;
  };
  'passphrase-changed': {
    readonly user: string;
    readonly ringHash: string;
    /** Public key of the new wrap; absent in entries of earlier versions, which kept the old one. */
    readonly publicKey?: string;
    /** A restore kept the passphrase of the present file instead of that of the backup. */
    readonly kept?: true;
  };
  /** Recovery shares, one a holder; those dealt before open nothing any more. */
  'recovery-dealt': {
    readonly holders: readonly string[];
    readonly threshold: number;
    readonly ringHash: string;
    /** Holders who are blinded, when they are enough to recover somebody who sees arms. */
    readonly blinded?: number;
  };
  /** The holder saw the share, this once. */
  'recovery-share-taken': { readonly user: string; readonly ringHash: string };
  /** Enough recovery shares stood in for a lost passphrase or machine: a new wrap counts from now on. */
  'access-recovered': {
    readonly user: string;
    readonly publicKey: string;
    readonly ringHash: string;
    /** Present when the new wrap holds the keys to the sealed treatments of the person's sites, as the lost one did. */
    readonly breakKeys?: true;
    /** Time of the latest entry, when the clock of the computer was behind it. */
    readonly clockBehind?: string;
  };
  'signed-in': { readonly user: string };
  /** `user` is `?` for names that the study does not know. */
  'sign-in-failed': { readonly user: string; readonly attempts: number };
  /** Somebody at work gave a wrong passphrase in a name, to sign or to change it. */
  'signature-failed': {
    readonly user: string;
    /** What the signature was to mean; null for a change of passphrase. */
    readonly meaning: string | null;
    /** Since the last success under this name. */
    readonly attempts: number;
  };
  'kits-added': {
    readonly lot: string;
    readonly place: string;
    readonly state: KitState;
    readonly numbers: readonly string[];
    /** Concealed order of use, same length as `numbers`; says nothing about types. */
    readonly sequences: readonly number[];
    /** Nonce of the key stream that veils the types of this batch, hexadecimal. */
    readonly nonce: string;
    /** One byte a kit: index of its type, veiled; hexadecimal. */
    readonly veil: string;
  };
  'kits-received': {
    readonly place: string;
    readonly kits: readonly string[];
    readonly note: string;
  };
  'shipment-requested': {
    readonly shipment: string;
    readonly from: string;
    readonly to: string;
    /** How many kits; of which types is in the sealed part. */
    readonly count: number;
    readonly note: string;
  };
  'shipment-approved': { readonly shipment: string };
  'shipment-picked': {
    readonly shipment: string;
    readonly kits: readonly string[];
    /** States after reserving; unusable kits that travel keep theirs. */
    readonly states: readonly KitState[];
    /** Kits of an earlier pick that are free again, with their states. */
    readonly freed: readonly string[];
    readonly freedStates: readonly KitState[];
  };
  'shipment-packed': {
    readonly shipment: string;
    readonly sscc: string | null;
    readonly logger: string | null;
  };
  'shipment-dispatched': {
    readonly shipment: string;
    readonly carrier: string;
    readonly tracking: string | null;
    /** Kits that are in transit from now on; unusable ones only change their place on arrival. */
    readonly kits: readonly string[];
  };
  'shipment-received': {
    readonly shipment: string;
    readonly kits: readonly string[];
    readonly conditions: readonly string[];
    readonly states: readonly KitState[];
    /** Kits in the box that no list named; they are kept apart. */
    readonly extra: readonly string[];
    readonly extraStates: readonly KitState[];
    readonly logger: string;
    readonly closes: boolean;
    readonly note: string;
  };
  'shipment-lost': { readonly shipment: string; readonly kits: readonly string[] };
  /** Resupply settings that a signature put in force. */
  'resupply-set': { readonly settings: Json };
  /** A forecast scenario; its name, note and content are in the sealed part. */
  'forecast-scenario-kept': Readonly<Record<string, never>>;
  /** A forecast run; its scenario is in the sealed part, from which anybody with the key makes the same answer. */
  'forecast-run-kept': {
    readonly run: string;
    readonly replicates: number;
    readonly seed: number;
    readonly engine: string;
    /** SHA-256 of the answer as canonical JSON. */
    readonly digest: string;
  };
  /** A resupply run; its proposal with every number is in the sealed part. */
  'resupply-run': {
    readonly run: string;
    readonly settingsEntry: number;
    readonly sites: number;
    readonly shipments: readonly string[];
    /** The proposal that was signed; absent in runs made before there were proposals. */
    readonly proposal?: string;
    /** Lines whose quantity the signer changed. */
    readonly adjusted?: number;
  };
  /** What a run would send, prepared for sign-off; its lines with every number are in the sealed part. */
  'resupply-prepared': {
    readonly proposal: string;
    /** Day of the run at the first depot. */
    readonly day: string;
    readonly settingsEntry: number;
    /** Made by the clock of the console, not by a person's click. */
    readonly scheduled: boolean;
    readonly sites: number;
    readonly shipments: number;
    readonly kits: number;
  };
  'resupply-discarded': { readonly proposal: string };
  'shipment-cancelled': {
    readonly shipment: string;
    readonly freed: readonly string[];
    readonly freedStates: readonly KitState[];
  };
  'kits-changed': {
    readonly action: KitAction;
    readonly kits: readonly string[];
    readonly states: readonly KitState[];
  };
  'list-generated': {
    readonly list: string;
    readonly procedure: string;
    readonly stratifyBy: readonly string[];
    readonly strata: readonly {
      readonly key: string;
      readonly words: string;
      readonly slots: number;
      readonly nonce: string;
      /** One byte a slot: index of its arm, veiled; hexadecimal. */
      readonly veil: string;
    }[];
    readonly digest: string;
    readonly merkleRoot: string;
    readonly engine: string;
    /** Used only by lists that name it as their fallback. */
    readonly purpose?: 'reserve';
    /** The reserve list for strata that run out. */
    readonly fallback?: string;
    /** Serves subjects of this cohort only. */
    readonly cohort?: string;
  };
  /** Live allocation instead of a list of slots; limits, weights and probability are in the sealed part. */
  'scheme-defined': {
    readonly list: string;
    readonly procedure: string;
    /** What is balanced: `site`, `region`, `trial`, factors; in order. */
    readonly stratifyBy: readonly string[];
    readonly digest: string;
    readonly engine: string;
    readonly purpose?: 'reserve';
    readonly cohort?: string;
  };
  'cohort-opened': { readonly cohort: string };
  'cohort-closed': { readonly cohort: string };
  /** Slots for a locked list from the same seed; they wait for two signatures over the new digest. */
  'list-extended': {
    readonly list: string;
    readonly strata: readonly {
      readonly key: string;
      readonly words: string;
      /** Slots that the stratum had; 0 for a new one. */
      readonly after: number;
      readonly slots: number;
      readonly nonce: string;
      readonly veil: string;
    }[];
    readonly digest: string;
    readonly merkleRoot: string;
    readonly engine: string;
  };
  'extension-signed': { readonly list: string; readonly locks: boolean };
  'replication-kit-exported': {
    readonly list: string;
    readonly digest: string;
    /** The opening under which it was taken; absent before two people kept seeds together. */
    readonly opening?: string;
  };
  'list-verified': { readonly list: string; readonly concordant: boolean; readonly checks: Json };
  'list-signed': { readonly list: string; readonly locks: boolean };
  'list-retired': { readonly list: string };
  'list-revealed': {
    readonly list: string;
    readonly stratum: string | null;
    readonly slots: number;
    /** The opening under which they were seen; absent before two people kept lists together. */
    readonly opening?: string;
  };
  'subject-screened': { readonly subject: string; readonly site: string };
  'subject-screen-failed': { readonly subject: string };
  'subject-randomized': {
    readonly subject: string;
    readonly site: string;
    readonly randomizationNumber: string;
    readonly list: string;
    readonly stratum: string;
    readonly position: number;
    readonly visit: string;
    readonly kits: readonly string[];
    /** Units in each kit; absent where they would tell the arm. */
    readonly units?: readonly number[];
    readonly consent: { readonly version: string; readonly at: string };
    readonly gates: readonly string[];
    readonly factors: { readonly [factor: string]: string };
    /** The arm, sealed for the code break at the site; absent where sites break no codes. */
    readonly breakEnvelope?: string;
    /** Present when the arm was drawn live: levels in words, and the arm under a nonce of its own. */
    readonly live?: { readonly words: string; readonly nonce: string; readonly veil: string };
    /** Present when a stratum had run out and `list` is its reserve list. */
    readonly insteadOf?: { readonly list: string; readonly stratum: string };
  };
  'kits-dispensed': {
    readonly subject: string;
    readonly visit: string;
    readonly kits: readonly string[];
    /** Units in each kit; absent where they would tell the arm. */
    readonly units?: readonly number[];
  };
  'subject-withdrawn': { readonly subject: string };
  /** Units that a subject brought back, kit by kit, as counted by whoever took them. */
  'units-returned': {
    readonly subject: string;
    readonly place: string;
    readonly kits: readonly string[];
    readonly states: readonly KitState[];
    readonly returned: readonly number[];
    readonly lost: readonly number[];
    readonly note: string;
  };
  'units-counted-again': {
    readonly place: string;
    readonly kits: readonly string[];
    readonly counted: readonly number[];
  };
  'units-corrected': {
    readonly kit: string;
    readonly returned: number;
    readonly lost: number;
    readonly before: { readonly returned: number; readonly lost: number };
  };
  /** Destroyed before the eyes of the witness whose signature the entry carries. */
  'kits-destroyed': {
    readonly destruction: string;
    readonly place: string;
    readonly kits: readonly string[];
    /** Units that were in each; null where their number would tell the type. */
    readonly units: readonly (number | null)[];
    readonly method: string;
    /** The day on which it was done, at the place. */
    readonly on: string;
    readonly note: string;
  };
  'discrepancy-raised': {
    readonly discrepancy: string;
    readonly place: string;
    readonly kit: string | null;
    readonly subject: string | null;
    readonly what: string;
    readonly owner: string;
  };
  'discrepancy-resolved': { readonly discrepancy: string; readonly resolution: string };
  /** The record of a place for a period, by its digest in the signature. */
  'accountability-signed': {
    readonly place: string;
    readonly from: string;
    readonly until: string;
    readonly part: 'pharmacist' | 'monitor';
  };
}

export type EventKind = keyof EventBodies;

/** One event with what its entry carries beside the body. */
export type StudyEvent = {
  readonly [K in EventKind]: { readonly kind: K; readonly body: EventBodies[K] };
}[EventKind];
