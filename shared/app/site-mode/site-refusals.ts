import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { SiteSubjectFacts } from '../../store/queries/site-facts.ts';

/** A subject that this file does not hold. */
export const unknownSubject = (subject: string): Refusal =>
  refusal(
    'subject-unknown',
    `Subject ${subject} was not begun in this file.`,
    'Check the number, or begin with the subject.',
  );

const stateWords: Readonly<Record<SiteSubjectFacts['state'], string>> = {
  begun: 'is begun; the envelope is not open yet',
  opened: 'has an open envelope whose kits are not confirmed yet',
  unusable: 'has no usable kit yet',
  dispensed: 'has got the kits',
};

/** A step that does not fit where the subject stands. */
export const wrongStep = (subject: SiteSubjectFacts, next: string): Refusal =>
  refusal('wrong-step', `Subject ${subject.subject} ${stateWords[subject.state]}.`, next);
