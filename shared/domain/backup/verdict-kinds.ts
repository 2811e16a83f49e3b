/** What can be wrong with an offline assignment, the gravest first; `matched` when nothing is. */
export const verdictKinds = [
  'fork',
  'unknown-pack',
  'subject-known',
  'screening',
  'kit-unavailable',
  'stratum',
  'skipped-envelope',
  'gate-evidence',
  'site-closed',
  'late',
  'clock',
  'incomplete',
  'matched',
] as const;
export type VerdictKind = (typeof verdictKinds)[number];

/** One thing that does not fit. `central`: held against the console when it was judged first, and kept since. */
export interface Finding {
  readonly kind: Exclude<VerdictKind, 'matched'>;
  readonly because: string;
  readonly origin: 'central' | 'record';
  /** Kits that the envelope does not hold. */
  readonly foreign?: readonly string[];
}

/** The gravest finding names the verdict. */
export const verdictOf = (findings: readonly Finding[]): VerdictKind =>
  verdictKinds.find((kind) => findings.some((finding) => finding.kind === kind)) ?? 'matched';
