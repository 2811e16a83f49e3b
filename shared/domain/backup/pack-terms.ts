/** Who lets a layer be opened: the duty pharmacist by telephone, a second person at the site, or the person alone. */
export const releaseModes = ['helpline', 'two-person', 'self'] as const;
export type ReleaseMode = (typeof releaseModes)[number];

/** Why a kit whose number was revealed was not given. */
export const unusableConditions = ['damaged', 'missing', 'expired'] as const;
export type UnusableCondition = (typeof unusableConditions)[number];

/** Wall time is for people; intervals are measured by the monotonic clock of one run of the machine. */
export interface SiteClock {
  readonly boot: string;
  readonly monotonicMs: number;
}

/** Wall and monotonic clock may differ by this much before it is called a jump. */
export const tolerableSkewMs = 60_000;
