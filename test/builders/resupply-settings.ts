import type { InputOf, OutputOf } from '../../shared/contracts/index.ts';
import type { ResupplySettings } from '../../shared/domain/stock/resupply-settings.ts';
import { signatureOf } from './open-study.ts';
import type { OpenStudy } from './open-study.ts';

/** Fixed levels 4 and 8, every weekday, three days of transport. */
export const plainResupply: ResupplySettings = {
  study: {
    triggersAt: 'at-or-below',
    scope: 'triggered-types',
    pooling: 'by-type',
    demandOf: 'all-arms',
    initialOn: 'activation',
    newSubjectsPerDay: 0,
    dropoutPerDay: 0,
    minimumShelfLifeDays: 0,
    leadDays: 3,
    levels: { kind: 'min-max', trigger: 4, ceiling: 8 },
    packSize: 1,
    packRounding: 'down',
    initialStock: 6,
  },
  calendar: {
    runWeekdays: [1, 2, 3, 4, 5],
    workWeekdays: [1, 2, 3, 4, 5],
    holidays: [],
    cutOff: '14:00',
  },
  countries: [],
  sites: [],
  kitTypes: [],
};

export type SettingsInput = InputOf<'resupply.setParameters'>['settings'];

/** The plain settings with other values for the study, and rows. */
export const settingsWith = (
  values: Partial<ResupplySettings['study']>,
  rows: Partial<Omit<ResupplySettings, 'study'>> = {},
): SettingsInput =>
  structuredClone({
    ...plainResupply,
    ...rows,
    study: { ...plainResupply.study, ...values },
  }) as SettingsInput;

/** Signs settings in the name of the pharmacist. */
export const signSettings = (study: OpenStudy, settings: SettingsInput) =>
  study.must('pharma', 'resupply.setParameters', {
    settings,
    reason: 'First settings',
    signature: signatureOf('pharma'),
  });

/** Fixed levels of a kit type. */
export const fixed = (trigger: number, ceiling: number) =>
  ({ kind: 'min-max', trigger, ceiling }) as const;

/** Prepares a proposal and signs it as it is. */
export async function runNow(
  study: OpenStudy,
  sites?: readonly string[],
): Promise<OutputOf<'resupply.run'>> {
  const only = sites === undefined ? {} : { sites: [...sites] };
  const { proposal } = await study.must('pharma', 'resupply.prepare', only);
  return study.must('pharma', 'resupply.run', { proposal, signature: signatureOf('pharma') });
}
