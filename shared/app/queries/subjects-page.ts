import { ok } from '../../base/result.ts';
import type { SubjectRow } from '../../contracts/subjects.ts';
import { countScreened } from '../../store/queries/screening-rows.ts';
import type { ScreeningRecord } from '../../store/queries/screening-rows.ts';
import type { SubjectFilter, SubjectRecord } from '../../store/queries/subject-rows.ts';
import { countSubjects, dispensedTo } from '../../store/queries/subject-rows.ts';
import { subjectsInWindow } from '../../store/queries/subject-window.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope, placesNamed } from './scope.ts';
import { armOf } from './unveil.ts';

/** Rows of the subject table from an allow-list of fields; arms only for a session that holds the key. */
export function subjectRows(
  { db, sealer }: Pick<QueryContext, 'db' | 'sealer'>,
  subjects: readonly SubjectRecord[],
): SubjectRow[] {
  const kits = new Map<number, string[]>();
  for (const kit of dispensedTo(
    db,
    subjects.map(({ id }) => id),
  )) {
    kits.set(kit.subject, [...(kits.get(kit.subject) ?? []), kit.number]);
  }
  return subjects.map((subject) => ({
    subject: subject.code,
    site: subject.siteCode,
    status: subject.status,
    stratum: subject.stratumWords,
    randomizationNumber: subject.randomizationNumber,
    randomizedAt: subject.randomizedAt,
    kits: kits.get(subject.id) ?? [],
    arm: armOf(db, sealer, subject),
  }));
}

/** Somebody who is not randomized: no arm, no kits. */
export const screenedRow = ({
  code,
  siteCode,
  status,
}: Pick<ScreeningRecord, 'code' | 'siteCode' | 'status'>): SubjectRow => ({
  subject: code,
  site: siteCode,
  status,
  stratum: null,
  randomizationNumber: null,
  randomizedAt: null,
  kits: [],
  arm: null,
});

export const subjectsPage: QueryHandler<'subjects.page'> = (context, input) => {
  const search = input.search?.trim() ?? '';
  const filter: SubjectFilter = {
    places: placesNamed(placeScope(context), input.site),
    status: input.status ?? null,
    search: search === '' ? null : search,
  };
  const shown = subjectsInWindow(context.db, filter, input);
  const randomized = subjectRows(
    context,
    shown.flatMap((one) => one.randomized ?? []),
  );
  const rowOf = new Map(randomized.map((row) => [row.subject, row]));
  return ok({
    total: countSubjects(context.db, filter) + countScreened(context.db, filter),
    rows: shown.map((one) =>
      one.screened === undefined
        ? (rowOf.get(one.randomized.code) as SubjectRow)
        : screenedRow(one.screened),
    ),
    unblinded: context.sealer !== null,
  });
};
