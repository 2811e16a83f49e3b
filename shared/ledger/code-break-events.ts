import type {
  CodeBreakKind,
  Expectedness,
  LaterKits,
  Participation,
} from '../domain/code-break/code-break.ts';

/** Breaking the code of one subject. No body names an arm or a kit type. */
export interface CodeBreakEventBodies {
  /** The treatment was shown once, to the person of the entry; an exercise shows none. */
  'code-broken': {
    readonly break: string;
    readonly kind: CodeBreakKind;
    readonly subject: string;
    readonly site: string;
    /** For whom the person of the entry asked; null when for themselves. */
    readonly askedBy: {
      readonly name: string;
      readonly role: string;
      readonly contact: string;
    } | null;
    /** Who must be told. */
    readonly tell: readonly string[];
    /** By when the medical reason is to be given; it is in the entry when it was given at once. */
    readonly reasonDue: string;
    readonly assessmentDue: string;
    /** The envelope by which the subject was randomized whose record was not home then; the kit in hand led to it, or null. */
    readonly backup?: {
      readonly pack: string;
      readonly envelope: number;
      readonly kit: string | null;
    };
  };
  /** The medical reason, given later; it stands as the reason of the entry. */
  'code-break-explained': { readonly break: string; readonly subject: string };
  'code-break-assessed': {
    readonly break: string;
    readonly subject: string;
    readonly laterKits: LaterKits;
    readonly participation: Participation;
    /** When the sponsor was told; null when not yet. */
    readonly sponsorToldAt: string | null;
    readonly expectedness: Expectedness;
  };
  /** Treatments sealed for the break at the site, one subject each under a key of its own. */
  'break-envelopes-sealed': {
    readonly subjects: readonly string[];
    readonly envelopes: readonly string[];
  };
  /** People at sites who hold the keys to the sealed treatments of their own subjects from now on. */
  'break-keys-granted': { readonly users: readonly string[]; readonly ringHash: string };
}
