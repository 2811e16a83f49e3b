/** `exercise`: walks the whole path and never shows a treatment. */
export const codeBreakKinds = ['emergency', 'exercise'] as const;
export type CodeBreakKind = (typeof codeBreakKinds)[number];

/** What happens to the subject's later kits. */
export const laterKits = ['continue', 'stop', 'none-left'] as const;
export type LaterKits = (typeof laterKits)[number];

export const participations = ['continues', 'treatment-ended', 'withdrawn'] as const;
export type Participation = (typeof participations)[number];

/** Whether the event that led to the break is expected by the reference safety information. */
export const expectedness = ['expected', 'unexpected', 'no-adverse-event'] as const;
export type Expectedness = (typeof expectedness)[number];

/** Where a break stands: each is open until its reason and its assessment are there. */
export const codeBreakStates = ['reason-open', 'assessment-open', 'closed'] as const;
export type CodeBreakState = (typeof codeBreakStates)[number];

/** An exercise has no impact to assess. */
export const stateOfBreak = (found: {
  readonly kind: CodeBreakKind;
  readonly reason: string | null;
  readonly isAssessed: boolean;
}): CodeBreakState => {
  if (found.kind === 'exercise') return 'closed';
  if (found.reason === null) return 'reason-open';
  return found.isAssessed ? 'closed' : 'assessment-open';
};

export const codeOfBreak = (number: number): string => `CB-${String(number).padStart(4, '0')}`;
