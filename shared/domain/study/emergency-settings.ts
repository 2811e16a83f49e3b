import type { StudyDefinition } from './study-definition.ts';

/** Code break in a blinded study. */
export interface CodeBreakSettings {
  /** Whether people at a site open the code of their own subjects themselves, or ask the pharmacist by telephone. */
  readonly bySite: boolean;
  /** Hours after the break within which the medical reason must be given, 0..720. */
  readonly reasonWithinHours: number;
  /** Days after the break within which its impact must be assessed, 1..365. */
  readonly assessWithinDays: number;
  /** Seconds for which the treatment stays on the screen, 10..600. */
  readonly shownForSeconds: number;
  /** Whether kits are dispensed while the impact is not assessed. */
  readonly kitsUntilAssessed: 'given' | 'held';
  /** Who must be told of every break, as the person at the site reads it. */
  readonly tell: readonly string[];
  /** The number that is answered at every hour; shown where the program cannot help. */
  readonly telephone?: string;
}

/** Two-person custody of lists, seeds and the map of kits. */
export interface CustodySettings {
  /** Minutes for which an opening lasts once it is granted, 1..480. */
  readonly openForMinutes: number;
}

const codeBreakDefaults: CodeBreakSettings = {
  bySite: true,
  reasonWithinHours: 24,
  assessWithinDays: 5,
  shownForSeconds: 60,
  kitsUntilAssessed: 'given',
  tell: ['Principal investigator', 'Medical monitor of the sponsor', 'Quality assurance'],
};

const custodyDefaults: CustodySettings = { openForMinutes: 15 };

/** The settings of the study, or what holds where the definition says nothing. */
export const codeBreakSettings = (
  definition: Pick<StudyDefinition, 'codeBreak'>,
): CodeBreakSettings => definition.codeBreak ?? codeBreakDefaults;

/** The settings of the study, or what holds where the definition says nothing. */
export const custodySettings = (definition: Pick<StudyDefinition, 'custody'>): CustodySettings =>
  definition.custody ?? custodyDefaults;

/** Whether people at sites hold keys to sealed treatments of their own subjects. */
export const sitesHoldKeys = (
  definition: Pick<StudyDefinition, 'codeBreak' | 'blinding' | 'arms'>,
): boolean =>
  definition.blinding !== 'open-label' &&
  definition.arms.length > 0 &&
  codeBreakSettings(definition).bySite;
