import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { emergenciesOf } from '../../store/queries/code-break-rows.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import type { ScreeningRecord } from '../../store/queries/screening-rows.ts';
import { screeningByCode } from '../../store/queries/screening-rows.ts';
import type { DispensedKitRecord, SubjectRecord } from '../../store/queries/subject-rows.ts';
import { dispensedTo, subjectByCode } from '../../store/queries/subject-rows.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { sealContext } from '../record.ts';
import { todayIn } from './kit-view.ts';
import { drawOf } from './live-draw.ts';
import { kitSchedule, visitWindow, visitsAhead } from './next-visits.ts';
import { placeScope } from './scope.ts';
import { screenedRow, subjectRows } from './subjects-page.ts';
import { kitTypeOf } from './unveil.ts';

type SubjectDetail = OutputOf<'subjects.get'>;

/** The subject of that code among those the person may see, or the refusal `unknown-subject`. */
export function visibleSubject(
  context: QueryContext,
  code: string,
): Result<SubjectRecord, Refusal> {
  const { visible } = placeScope(context);
  const subject = subjectByCode(context.db, code);
  if (subject !== null && (visible?.includes(subject.site) ?? true)) return ok(subject);
  return err(
    refusal(
      'unknown-subject',
      `There is no subject ${code} here.`,
      'Check the subject number, or randomize the subject first.',
    ),
  );
}

/** Captured values by the names that people know: `Age at randomization: 67`. */
function factorsInWords(context: QueryContext, subject: SubjectRecord): SubjectDetail['factors'] {
  const { factors } = currentDefinition(context.db).definition;
  return Object.entries(subject.factors).map(([id, value]) => {
    const factor = factors.find((candidate) => candidate.id === id);
    const level = factor?.levels.find((candidate) => candidate.id === value);
    return { factor: factor?.name ?? id, value: level?.name ?? value };
  });
}

/** Kits by visit, in the order in which they were dispensed. */
export const byVisit = (
  kits: readonly DispensedKitRecord[],
): readonly (readonly DispensedKitRecord[])[] => [
  ...Map.groupBy(kits, ({ dispensing }) => dispensing).values(),
];

function dispensedRows(
  context: QueryContext,
  kits: readonly DispensedKitRecord[],
): SubjectDetail['dispensed'] {
  return byVisit(kits).map((together) => {
    const { visit, at, offsetMinutes } = together[0] as DispensedKitRecord;
    return {
      visit,
      at,
      offsetMinutes,
      kits: together.map((kit) => ({
        number: kit.number,
        lot: kit.lot,
        expiry: kit.expiry,
        kitType: kitTypeOf(context.db, context.sealer, kit),
      })),
    };
  });
}

interface SealedChoice {
  readonly because?: SubjectDetail['because'];
}

/** Why each kit was or was not taken: sealed with the entries, empty for a session without the key. */
function becauseOf(
  { db, sealer }: QueryContext,
  kits: readonly DispensedKitRecord[],
): SubjectDetail['because'] {
  if (sealer === null) return [];
  const entries = entriesOf(db, [...new Set(kits.map(({ entry }) => entry))]);
  return entries.flatMap(({ sealed, device, deviceSequence }) => {
    if (sealed === null) return [];
    const text = sealer.open(sealed, sealContext(device, deviceSequence));
    const { because = [] } = JSON.parse(text) as SealedChoice;
    return because.map((row) => ({
      number: row.number,
      outcome: row.outcome,
      because: row.because,
    }));
  });
}

function nextOf(
  context: QueryContext,
  subject: SubjectRecord,
  kits: readonly DispensedKitRecord[],
): SubjectDetail['nextVisits'] {
  if (subject.status !== 'randomized') return [];
  const zone = placeScope(context).places.get(subject.site)?.zone ?? 'UTC';
  const schedule = kitSchedule(currentDefinition(context.db).definition);
  const days = {
    randomization: localDay(subject.randomizedAt, zone),
    today: todayIn(context.now)(zone),
  };
  const had = kits.map(({ visit }) => visit);
  return visitsAhead(schedule, had).map((visit) => visitWindow(schedule, visit, days));
}

/** Somebody in screening whom the person may see, in the words of a subject; null for others. */
function screenedDetail(context: QueryContext, code: string): SubjectDetail | null {
  const found = screeningByCode(context.db, code);
  const { visible } = placeScope(context);
  if (found === undefined || found.status === 'randomized') return null;
  if (visible?.includes(found.site) === false) return null;
  return {
    subject: screenedRow(found),
    factors: [],
    dispensed: [],
    nextVisits: [],
    because: [],
    screening: screeningOf(found),
    unblinded: context.sealer !== null,
  };
}

const screeningOf = ({
  screenedAt,
  offsetMinutes,
  failedBecause,
}: Pick<ScreeningRecord, 'screenedAt' | 'offsetMinutes' | 'failedBecause'>) => ({
  at: screenedAt,
  offsetMinutes,
  failedBecause,
});

function screeningBefore(
  { db }: QueryContext,
  { code }: SubjectRecord,
): Pick<SubjectDetail, 'screening'> {
  const found = screeningByCode(db, code);
  return found === undefined ? {} : { screening: screeningOf(found) };
}

function breaksOf(
  { db }: QueryContext,
  { code: subject }: SubjectRecord,
): Pick<SubjectDetail, 'codeBreaks'> {
  const breaks = emergenciesOf(db, subject).map(({ code, at }) => ({ code, at }));
  return breaks.length === 0 ? {} : { codeBreaks: breaks };
}

export const subjectsGet: QueryHandler<'subjects.get'> = (context, input) => {
  const screened = screenedDetail(context, input.subject);
  if (screened !== null) return ok(screened);
  const found = visibleSubject(context, input.subject);
  if (!found.ok) return found;
  const subject = found.value;
  const kits = dispensedTo(context.db, [subject.id]);
  const [row] = subjectRows(context, [subject]);
  if (row === undefined) throw new Error('a subject without its row');
  return ok({
    subject: row,
    factors: factorsInWords(context, subject),
    dispensed: dispensedRows(context, kits),
    nextVisits: nextOf(context, subject, kits),
    because: becauseOf(context, kits),
    ...drawOf(context, subject),
    ...screeningBefore(context, subject),
    ...breaksOf(context, subject),
    unblinded: context.sealer !== null,
  });
};
