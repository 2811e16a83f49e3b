import { offsetText } from '../../../../shared/base/instant.ts';
import type { InputOf } from '../../../../shared/contracts/index.ts';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';

/** What the person types; the consent is a local day `YYYY-MM-DD` and a local time `HH:mm`. */
export type AllocateValues = {
  subject: string;
  site: string | null;
  gates: string[];
  consentVersion: string | null;
  consentDay: string | null;
  consentTime: string;
  factors: Record<string, string>;
  /** Null unless several cohorts are open. */
  cohort: string | null;
};

export const emptyAllocateValues: AllocateValues = {
  subject: '',
  site: null,
  gates: [],
  consentVersion: null,
  consentDay: null,
  consentTime: '',
  factors: {},
  cohort: null,
};

/** A local day and time as an instant with this computer's offset at that moment. */
function withOffset(day: string, time: string): string {
  const text = `${day.slice(0, 10)}T${time.slice(0, 5)}:00`;
  return `${text}${offsetText(-new Date(text).getTimezoneOffset())}`;
}

/** True when everything that the definition asks for is there. */
export const isComplete = (
  values: AllocateValues,
  study: StudyDefinition,
  openCohorts: readonly string[],
): boolean =>
  (openCohorts.length < 2 || openCohorts.includes(values.cohort ?? '')) &&
  values.subject.trim() !== '' &&
  values.site !== null &&
  values.consentVersion !== null &&
  values.consentDay !== null &&
  values.consentTime !== '' &&
  study.gates.eligibility.every(({ id }) => values.gates.includes(id)) &&
  study.factors.every(({ id }) => (values.factors[id] ?? '').trim() !== '');

/** A cohort is named where several are open; one chosen earlier may be closed by now. */
const cohortInput = ({ cohort }: AllocateValues, openCohorts: readonly string[]) =>
  cohort !== null && openCohorts.length > 1 && openCohorts.includes(cohort) ? { cohort } : {};

/** The values as the command takes them. */
export const allocateInput = (
  values: AllocateValues,
  openCohorts: readonly string[],
): InputOf<'subjects.allocate'> => ({
  subject: values.subject.trim(),
  site: values.site ?? '',
  consent: {
    version: values.consentVersion ?? '',
    at: withOffset(values.consentDay ?? '', values.consentTime),
  },
  gates: values.gates,
  factors: values.factors,
  ...cohortInput(values, openCohorts),
});
