import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { cohorts, listsOfCohort } from '../../store/queries/cohort-facts.ts';
import type { CohortFacts } from '../../store/queries/cohort-facts.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandContext, CommandHandler, QueryHandler } from '../handlers.ts';
import { cohortCard } from './cohort-card.ts';

export const cohortsList: QueryHandler<'cohorts.list'> = ({ db }) =>
  ok({ cohorts: cohorts(db).map((facts) => cohortCard(db, facts)) });

/** Opens a cohort that has a locked list; the signature is bound to the digest of that list. */
export const openCohort: CommandHandler<'cohorts.open'> = (context, input) => {
  const facts = findCohort(context, input.cohort, 'open');
  if (!facts.ok) return facts;
  const locked = listsOfCohort(context.db, input.cohort).find(({ status }) => status === 'locked');
  if (locked === undefined) return err(noLockedList(input.cohort));
  const signature = approvedBy(context, locked.digest);
  const event = { kind: 'cohort-opened', body: { cohort: input.cohort } } as const;
  return ok({
    events: [{ event, reason: input.reason, signature }],
    value: cohortCard(context.db, changed(context, facts.value, 'open')),
  });
};

/** Closes an open cohort: nobody is randomized into it, visits of its subjects go on. */
export const closeCohort: CommandHandler<'cohorts.close'> = (context, input) => {
  const facts = findCohort(context, input.cohort, 'closed');
  if (!facts.ok) return facts;
  if (facts.value.status !== 'open') return err(isAlready(input.cohort, 'not open'));
  const digest = listsOfCohort(context.db, input.cohort)[0]?.digest ?? '';
  const signature = approvedBy(context, digest);
  const event = { kind: 'cohort-closed', body: { cohort: input.cohort } } as const;
  return ok({
    events: [{ event, reason: input.reason, signature }],
    value: cohortCard(context.db, changed(context, facts.value, 'closed')),
  });
};

const changed = (
  { now }: CommandContext,
  facts: CohortFacts,
  status: 'open' | 'closed',
): CohortFacts => ({ ...facts, status, changedAt: now.instant });

function findCohort(
  { db }: CommandContext,
  name: string,
  wanted: 'open' | 'closed',
): Result<CohortFacts, Refusal> {
  const facts = cohorts(db).find(({ cohort }) => cohort === name);
  if (facts === undefined) return err(cohortUnknown(db, name));
  return facts.status === wanted ? err(isAlready(name, wanted)) : ok(facts);
}

/** The refusal of a name that no list serves. */
export const cohortUnknown = (db: CommandContext['db'], name: string): Refusal => {
  const known = cohorts(db).map(({ cohort }) => cohort);
  return refusal(
    'cohort-unknown',
    `No list serves a cohort ${name}.`,
    known.length === 0
      ? 'Generate a list for the cohort first.'
      : `Choose among: ${known.join(', ')}.`,
  );
};

const isAlready = (cohort: string, status: string): Refusal =>
  refusal('cohort-status', `Cohort ${cohort} is ${status}.`, 'Nothing needs to be done.');

const noLockedList = (cohort: string): Refusal =>
  refusal(
    'cohort-without-list',
    `Cohort ${cohort} has no locked list.`,
    'Have its list verified and signed by two people first.',
  );
