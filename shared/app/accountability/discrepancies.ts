import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { placeByCode, subjectByCode } from '../../store/queries/allocation-facts.ts';
import { discrepancyByCode, nextNumberOf } from '../../store/queries/account-papers.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import type { CommandHandler } from '../handlers.ts';
import { namedKits } from '../named-kits.ts';
import { personRefusal } from './account-facts.ts';

/** `AD-00042` */
export const discrepancyCode = (number: number): string => `AD-${String(number).padStart(5, '0')}`;

export const raiseDiscrepancy: CommandHandler<'accountability.raise'> = (context, input) => {
  const place = placeByCode(context.db, input.place);
  if (place === undefined) return err(unknownPlace(input.place));
  const foreign = foreignPlace(context.actor, place.code);
  if (foreign !== null) return err(foreign);
  const owner = personRefusal(context.db, input.owner);
  if (!owner.ok) return owner;
  const kits = input.kit === undefined ? null : namedKits(context.db, [input.kit]);
  if (kits !== null && !kits.ok) return kits;
  if (
    input.subject !== undefined &&
    subjectByCode(context.db, input.subject)?.site !== place.code
  ) {
    return err(
      refusal(
        'subject-unknown',
        `No subject ${input.subject} is randomized at ${place.code}.`,
        'Check the number, or leave it empty.',
      ),
    );
  }
  const discrepancy = discrepancyCode(nextNumberOf(context.db, 'discrepancy'));
  const body = {
    discrepancy,
    place: place.code,
    kit: kits?.value[0]?.number ?? null,
    subject: input.subject ?? null,
    what: input.what,
    owner: owner.value,
  };
  return ok({ events: [{ event: { kind: 'discrepancy-raised', body } }], value: { discrepancy } });
};

export const resolveDiscrepancy: CommandHandler<'accountability.resolve'> = (context, input) => {
  const { actor } = context;
  const found = discrepancyByCode(context.db, input.discrepancy);
  if (found === undefined || foreignPlace(actor, found.place) !== null) {
    return err(
      refusal(
        'discrepancy-unknown',
        `There is no discrepancy ${input.discrepancy} here.`,
        'Check the number.',
      ),
    );
  }
  if (found.status === 'resolved') {
    return err(
      refusal(
        'discrepancy-resolved',
        `${found.code} was resolved by ${found.resolvedBy}: ${found.resolution}`,
        'Raise another one if it does not hold.',
      ),
    );
  }
  const mayResolve =
    found.owner === actor.user || actor.role === 'unblinded-pharmacist' || actor.role === 'qa';
  if (!mayResolve) {
    return err(
      refusal(
        'not-your-discrepancy',
        `${found.code} belongs to ${found.owner}.`,
        'Its owner, an unblinded pharmacist or quality assurance resolves it.',
      ),
    );
  }
  const body = { discrepancy: found.code, resolution: input.resolution };
  return ok({ events: [{ event: { kind: 'discrepancy-resolved', body } }], value: {} });
};
