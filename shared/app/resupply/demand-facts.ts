import { epochDayOf } from '../../base/iso-date.ts';
import type { Instant } from '../../base/instant.ts';
import { localDay } from '../../domain/place/local-day.ts';
import type { SiteResupply } from '../../domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { newSubjectDemand, subjectDemand } from '../../engine/supply/resupply/demand.ts';
import type { DemandPlan } from '../../engine/supply/resupply/demand.ts';
import type { KnownSubject } from '../../engine/supply/resupply/nights/visit-path.ts';
import { sitesWithSubjects, subjectsWithDemand } from '../../store/queries/resupply-facts.ts';
import { sitesWithScreening } from '../../store/queries/screening-rows.ts';
import type { SubjectDemandRow } from '../../store/queries/resupply-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Sealer } from '../ports.ts';

type Plan = Omit<DemandPlan, 'dropoutPerDay'> & { readonly visits: readonly string[] };

/** What sites are expected to need. */
export interface DemandFacts {
  /** Sites that ever had a subject in the study, by id of the place. */
  readonly hasSubjects: (site: number) => boolean;
  /** Sites at which anybody was screened; whoever is randomized was screened before. */
  readonly hasScreened: (site: number) => boolean;
  /** Subjects in the study at a site, with their arms. */
  readonly subjects: (site: number) => readonly KnownSubject[];
  readonly plan: Omit<DemandPlan, 'dropoutPerDay'>;
  /** Expected kits of a type at a site over days from today, in thousandths. */
  expected(asked: {
    readonly site: number;
    readonly kitType: number;
    readonly today: number;
    readonly days: number;
    readonly settings: SiteResupply;
  }): number;
}

/** Visits from randomization on, in order, with the kits of each arm by index of the type. */
export function planOf(definition: StudyDefinition): Plan {
  const start = definition.visits.find(({ isRandomization }) => isRandomization)?.day ?? 0;
  const visits = definition.visits
    .filter(({ day }) => day >= start)
    .toSorted((a, b) => a.day - b.day);
  return {
    visits: visits.map(({ id }) => id),
    windowStart: visits.map(({ day, windowBefore }) => Math.max(0, day - start - windowBefore)),
    windowEnd: visits.map(({ day, windowAfter }) => day - start + windowAfter),
    ratio: definition.arms.map(({ ratio }) => ratio),
    kits: visits.map((visit) => definition.arms.map((arm) => kitsOf(definition, visit.id, arm.id))),
  };
}

function kitsOf(definition: StudyDefinition, visit: string, arm: string): readonly number[] {
  const rows = definition.visitKits.filter((row) => row.visit === visit && row.arm === arm);
  return definition.kitTypes.map(({ id }) =>
    rows
      .flatMap(({ kits }) => kits)
      .filter(({ kitType }) => kitType === id)
      .reduce((sum, { count }) => sum + count, 0),
  );
}

/** Reads subjects with their arms once, and answers for any site and type. */
export function demandFacts(
  source: { readonly db: SqlDatabase; readonly sealer: Sealer },
  definition: StudyDefinition,
): DemandFacts {
  const plan = planOf(definition);
  const zones = new Map(definition.sites.map(({ id, zone }) => [id as string, zone as string]));
  const codes = new Map(
    source.db
      .prepare('SELECT id, code FROM place')
      .all<{ id: number; code: string }>()
      .map(({ id, code }) => [id, code]),
  );
  const everHad = sitesWithSubjects(source.db);
  const screened = sitesWithScreening(source.db);
  const bySite = new Map<number, KnownSubject[]>();
  for (const row of subjectsWithDemand(source.db)) {
    const zone = zones.get(codes.get(row.site) ?? '') ?? 'UTC';
    const subjects = bySite.get(row.site) ?? [];
    subjects.push(subjectOf(row, zone, plan, source.sealer));
    bySite.set(row.site, subjects);
  }
  return {
    plan,
    hasSubjects: (site) => everHad.has(site),
    hasScreened: (site) => everHad.has(site) || screened.has(site),
    subjects: (site) => bySite.get(site) ?? [],
    expected({ site, kitType, today, days, settings }) {
      const leaving = { ...plan, dropoutPerDay: settings.dropoutPerDay };
      let total = newSubjectDemand(leaving, settings.newSubjectsPerDay, kitType, days);
      for (const subject of bySite.get(site) ?? []) {
        const asked = settings.demandOf === 'own-arm' ? subject : { ...subject, arm: null };
        total += subjectDemand(leaving, asked, kitType, { today, days });
      }
      return total;
    },
  };
}

function subjectOf(row: SubjectDemandRow, zone: string, plan: Plan, sealer: Sealer): KnownSubject {
  const had = row.visits.map((visit) => plan.visits.indexOf(visit));
  return {
    randomizedDay: epochDayOf(localDay(row.randomizedAt as Instant, zone)),
    arm: row.veil ^ sealer.veilByte(row.nonce, row.position - 1),
    nextVisit: Math.max(0, ...had.map((visit) => visit + 1)),
  };
}
