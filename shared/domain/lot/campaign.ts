import type { KitState } from '../kit/kit-state.ts';

/**
 * What a kit may be used for between its country's approval and its scan. `blocked`: neither shipped nor dispensed;
 * `old-date`: as before, up to the date on its old label. Under the new date never.
 */
export const untilScannedRules = ['blocked', 'old-date'] as const;
export type UntilScanned = (typeof untilScannedRules)[number];

/** Kits that an extension takes in: those that may yet be given to somebody. */
export const extendableStates: readonly KitState[] = [
  'in-production',
  'at-depot',
  'reserved',
  'in-transit',
  'at-site',
  'quarantined',
  'pre-quarantined',
];

/** States in which a kit is in somebody's hand, so that it can get its new label. */
export const relabelStates: readonly KitState[] = [
  'in-production',
  'at-depot',
  'reserved',
  'at-site',
  'quarantined',
  'pre-quarantined',
];
