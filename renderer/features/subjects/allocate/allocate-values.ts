import { offsetText } from '../../../../shared/base/instant.ts';
import type { InputOf } from '../../../../shared/contracts/index.ts';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';

/** What the person types; the consent time is local, as `YYYY-MM-DD HH:mm:ss`. */
export type AllocateValues = {
  subject: string;
  site: string | null;
  gates: string[];
  consentVersion: string | null;
  consentAt: string | null;
  factors: Record<string, string>;
};

export const emptyAllocateValues: AllocateValues = {
  subject: '',
  site: null,
  gates: [],
  consentVersion: null,
  consentAt: null,
  factors: {},
};

/** A local wall-clock text as an instant with this computer's offset at that moment. */
function withOffset(local: string): string {
  const text = local.replace(' ', 'T').slice(0, 19);
  const full = text.length === 16 ? `${text}:00` : text;
  return `${full}${offsetText(-new Date(full).getTimezoneOffset())}`;
}

/** True when everything that the definition asks for is there. */
export const isComplete = (values: AllocateValues, study: StudyDefinition): boolean =>
  values.subject.trim() !== '' &&
  values.site !== null &&
  values.consentVersion !== null &&
  values.consentAt !== null &&
  study.gates.eligibility.every(({ id }) => values.gates.includes(id)) &&
  study.factors.every(({ id }) => (values.factors[id] ?? '').trim() !== '');

/** The values as the command takes them. */
export const allocateInput = (values: AllocateValues): InputOf<'subjects.allocate'> => ({
  subject: values.subject.trim(),
  site: values.site ?? '',
  consent: { version: values.consentVersion ?? '', at: withOffset(values.consentAt ?? '') },
  gates: values.gates,
  factors: values.factors,
});
