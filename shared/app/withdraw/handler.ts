import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { subjectByCode } from '../../store/queries/allocation-facts.ts';
import { freedReservations } from '../dispense/freed-reservations.ts';
import type { CommandHandler } from '../handlers.ts';

/** Ends a subject's participation; the slot stays used. */
export const withdraw: CommandHandler<'subjects.withdraw'> = (context, input) => {
  const subject = subjectByCode(context.db, input.subject);
  const isForeign =
    context.actor.role === 'site-user' && !context.actor.sites.includes(subject?.site ?? '');
  if (subject === undefined || isForeign) {
    return err(
      refusal(
        'subject-unknown',
        `No subject ${input.subject} is randomized at your sites.`,
        'Check the number.',
      ),
    );
  }
  if (subject.status === 'withdrawn') {
    return err(
      refusal(
        'subject-withdrawn',
        `Subject ${input.subject} was already withdrawn.`,
        'Nothing is left to do.',
      ),
    );
  }
  return ok({
    events: [
      {
        event: { kind: 'subject-withdrawn', body: { subject: input.subject } },
        reason: input.reason,
      },
      ...freedReservations(context.db, { subject: subject.id, visit: null, taken: [] }),
    ],
    value: {},
  });
};
