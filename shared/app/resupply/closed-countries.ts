import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { extensionsOfDatings } from '../../store/queries/extensions-of-datings.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** Countries of the study that have not approved the date of an extended lot, by its dating. */
export function closedCountries(
  db: SqlDatabase,
  { sites }: StudyDefinition,
): ReadonlyMap<number, ReadonlySet<string>> {
  const countries = [...new Set(sites.map(({ country }) => country as string))];
  return new Map(
    [...extensionsOfDatings(db)].map(([dating, approvedIn]) => [
      dating,
      new Set(countries.filter((country) => !approvedIn.has(country))),
    ]),
  );
}
