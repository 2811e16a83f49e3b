import { dateInWords, epochDayOf } from '../../../base/iso-date.ts';
import type { IsoDate } from '../../../base/iso-date.ts';
import type { Task } from '../../../contracts/trail.ts';
import { localDay } from '../../../domain/place/local-day.ts';
import type { Visit } from '../../../domain/study/study-definition.ts';
import type { PlaceRecord } from '../../../store/queries/places.ts';
import { subjectCodes, visitProgress } from '../../../store/queries/subject-rows.ts';
import type { VisitProgress } from '../../../store/queries/subject-rows.ts';
import { todayIn } from '../kit-view.ts';
import type { KitSchedule } from '../next-visits.ts';
import { kitSchedule, visitsAfter, visitWindow } from '../next-visits.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost, shownOfOneKind } from './task.ts';

const daysAhead = 7;

/** A next visit, with the epoch day of its end as far as the UTC day of randomization tells: at most one off. */
interface NearVisit {
  readonly subject: VisitProgress;
  readonly site: PlaceRecord;
  readonly visit: Visit;
  readonly nearEnd: number;
}

/** The days that visits of everybody are counted with; each text of a day is read once. */
interface Calendar {
  readonly schedule: KitSchedule;
  readonly today: (zone: string) => IsoDate;
  readonly nextAfter: (day: number) => Visit | undefined;
  readonly epochDay: (day: IsoDate) => number;
}

function memo<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as V;
  };
}

function calendarOf(context: TaskContext): Calendar {
  const schedule = kitSchedule(context.definition);
  return {
    schedule,
    today: todayIn(context.now),
    nextAfter: memo((day) => visitsAfter(schedule, day)[0]),
    epochDay: memo(epochDayOf),
  };
}

/** The next visit of a subject if it is overdue, due, or begins within a week. */
function nearVisit(
  context: TaskContext,
  subject: VisitProgress,
  { schedule, today, nextAfter, epochDay }: Calendar,
): NearVisit | null {
  const site = context.scope.places.get(subject.site);
  const visit = nextAfter(subject.lastDay);
  if (site === undefined || visit === undefined) return null;
  const dayOf = schedule.dayOf.get(visit.id) ?? 0;
  const near = epochDay(subject.randomizedAt.slice(0, 10) as IsoDate) + dayOf;
  const nearEnd = near + visit.windowAfter;
  // Zones differ from UTC by less than a day and a half: only next to the border the zone itself is asked.
  const left = epochDay(today(site.zone)) + daysAhead - (near - visit.windowBefore);
  if (left < -1) return null;
  if (left < 1) {
    const day = epochDayOf(localDay(subject.randomizedAt, site.zone)) + dayOf;
    if (day - visit.windowBefore > epochDay(today(site.zone)) + daysAhead) return null;
  }
  return { subject, site, visit, nearEnd };
}

interface DueVisit {
  readonly subject: number;
  readonly task: (code: string) => Task;
}

function dueVisit({ subject, site, visit }: NearVisit, { schedule, today }: Calendar): DueVisit {
  const day = today(site.zone);
  const randomization = localDay(subject.randomizedAt, site.zone);
  const window = visitWindow(schedule, visit, { randomization, today: day });
  const state = window.overdue ? 'is overdue' : window.from <= day ? 'is due' : 'comes up';
  return {
    subject: subject.id,
    task: (code) => ({
      kind: 'visit',
      urgency: window.overdue ? 'now' : window.from <= day ? 'soon' : 'later',
      title: `${code}: ${window.name} ${state}`,
      detail: `Window ${dateInWords(window.from)} to ${dateInWords(window.until)} at ${site.code}.`,
      target: { screen: 'subjects', id: code },
    }),
  };
}

/** The first `count` of them by the end of their windows; their zones are asked only as far as that needs. */
function mostUrgent(near: readonly NearVisit[], count: number, calendar: Calendar): DueVisit[] {
  const ends = near.map(({ nearEnd }) => nearEnd).toSorted((a, b) => a - b);
  const last = ends[Math.min(count, ends.length) - 1] ?? 0;
  return near
    .filter(({ nearEnd }) => nearEnd <= last + 2)
    .map((visit) => {
      const { randomizedAt } = visit.subject;
      const moved =
        calendar.epochDay(localDay(randomizedAt, visit.site.zone)) -
        calendar.epochDay(randomizedAt.slice(0, 10) as IsoDate);
      return { visit, end: visit.nearEnd + moved };
    })
    .toSorted((a, b) => a.end - b.end)
    .slice(0, count)
    .map(({ visit }) => dueVisit(visit, calendar));
}

/** Next visits that are overdue, due, or begin within a week; the most urgent first. */
export const visitTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'site-user'],
  find(context) {
    const calendar = calendarOf(context);
    const near = visitProgress(context.db, context.scope.visible, calendar.schedule.dayOf).flatMap(
      (subject) => nearVisit(context, subject, calendar) ?? [],
    );
    const first = mostUrgent(near, shownOfOneKind + 1, calendar);
    const codes = subjectCodes(
      context.db,
      first.map(({ subject }) => subject),
    );
    return atMost(
      first.map(({ subject, task }) => task(codes.get(subject) as string)),
      (hidden) => ({
        title: `${hidden} more visits are due`,
        detail: 'The Subjects screen shows every subject with its next visits.',
        target: { screen: 'subjects', id: null },
      }),
      near.length,
    );
  },
};
