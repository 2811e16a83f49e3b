import { offsetText } from '../../../../shared/base/instant.ts';
import type { InputOf, OutputOf } from '../../../../shared/contracts/index.ts';

export type SiteStatus = OutputOf<'site.status'>;
export type SiteFactor = SiteStatus['factors'][number];

/** What was answered so far; it outlives the lock. */
export type Draft = {
  step: number;
  subject: string;
  consentVersion: string | null;
  /** Local day `YYYY-MM-DD` and local time `HH:mm`. */
  consentDay: string | null;
  consentTime: string;
  gates: Record<string, 'yes' | 'no'>;
  factors: Record<string, string>;
};

export const emptyDraft: Draft = {
  step: 0,
  subject: '',
  consentVersion: null,
  consentDay: null,
  consentTime: '',
  gates: {},
  factors: {},
};

/** The questions of a study, in order. */
export type Step =
  | { readonly kind: 'subject' | 'consent-version' | 'consent-time' | 'review' }
  | { readonly kind: 'gate' | 'factor'; readonly index: number };

export const stepsOf = ({ gates, factors }: SiteStatus): readonly Step[] => [
  { kind: 'subject' },
  { kind: 'consent-version' },
  { kind: 'consent-time' },
  ...gates.map((_, index) => ({ kind: 'gate', index }) as const),
  ...factors.map((_, index) => ({ kind: 'factor', index }) as const),
  { kind: 'review' },
];

/** Whether a number or day of a factor can be meant; the core decides. */
export function isPossible(factor: SiteFactor, value: string): boolean {
  if (factor.kind !== 'number') return value !== '';
  const number = Number(value.replace(',', '.'));
  return (
    value.trim() !== '' &&
    Number.isFinite(number) &&
    number >= (factor.minimum ?? Number.NEGATIVE_INFINITY) &&
    number <= (factor.maximum ?? Number.POSITIVE_INFINITY)
  );
}

/** A local day and time as an instant with this computer's offset at that moment. */
function withOffset(day: string, time: string): string {
  const text = `${day.slice(0, 10)}T${time.slice(0, 5)}:00`;
  return `${text}${offsetText(-new Date(text).getTimezoneOffset())}`;
}

export const beginInput = (draft: Draft, status: SiteStatus): InputOf<'site.begin'> => ({
  subject: draft.subject.trim(),
  consent: {
    version: draft.consentVersion ?? '',
    at: withOffset(draft.consentDay ?? '', draft.consentTime),
  },
  gates: status.gates.map(({ id }) => id).filter((id) => draft.gates[id] === 'yes'),
  factors: Object.fromEntries(
    status.factors.map(({ id, kind }) => {
      const value = (draft.factors[id] ?? '').trim();
      return [id, kind === 'number' ? value.replace(',', '.') : value];
    }),
  ),
});
