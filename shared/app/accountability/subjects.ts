import { ok } from '../../base/result.ts';
import type { AccountSubjectRow } from '../../contracts/accountability.ts';
import { commonUnitName } from '../../domain/accountability/visit-units.ts';
import { accountKitsOf } from '../../store/queries/account-kits.ts';
import type { AccountKit } from '../../store/queries/account-kits.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { accountSubjects } from '../../store/queries/account-subjects.ts';
import type { AccountSubject } from '../../store/queries/account-subjects.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope, placesNamed } from '../queries/scope.ts';
import { kitUnits } from './kit-units.ts';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function subjectAccount(
  subject: AccountSubject,
  kits: readonly AccountKit[],
  unitsOf: (kit: AccountKit) => number | null,
): AccountSubjectRow {
  const whole = kits.map(unitsOf);
  const isKnown = whole.every((units) => units !== null);
  const counted = kits.filter(({ returned }) => returned !== null);
  const returned = sum(counted.map((kit) => kit.returned as number));
  const lost = sum(counted.map((kit) => kit.lost as number));
  const ofCounted = sum(counted.map((kit) => unitsOf(kit) ?? 0));
  return {
    subject: subject.code,
    site: subject.site,
    status: subject.status,
    kits: kits.length,
    kitsReturned: counted.length,
    kitsAwaited: kits.filter(({ state }) => state === 'dispensed').length,
    dispensed: isKnown ? sum(whole as readonly number[]) : null,
    returned,
    lost,
    used: isKnown ? ofCounted - returned - lost : null,
    countsOpen: counted.filter((kit) => kit.second !== kit.returned).length,
  };
}

/** Accounts of subjects, in the order given. */
export function subjectAccounts(
  context: QueryContext,
  subjects: readonly AccountSubject[],
): AccountSubjectRow[] {
  const unitsOf = kitUnits(context);
  const bySubject = Map.groupBy(
    accountKitsOf(
      context.db,
      subjects.map(({ id }) => id),
    ),
    ({ subject }) => subject as string,
  );
  return subjects.map((subject) =>
    subjectAccount(subject, bySubject.get(subject.code) ?? [], unitsOf),
  );
}

export const accountabilitySubjects: QueryHandler<'accountability.subjects'> = (context, input) => {
  const { total, subjects } = accountSubjects(context.db, {
    sites: placesNamed(placeScope(context), input.site),
    search: input.search ?? null,
    offset: input.offset,
    limit: input.limit,
  });
  return ok({
    total,
    rows: subjectAccounts(context, subjects),
    unitName: commonUnitName(currentDefinition(context.db).definition),
  });
};
