import type { IsoDate } from '../../../base/iso-date.ts';
import { addDays, dateInWords, daysBetween } from '../../../base/iso-date.ts';
import type { Task } from '../../../contracts/trail.ts';
import { localDay } from '../../../domain/place/local-day.ts';
import type { ActiveSubjectRecord } from '../../../store/queries/subject-rows.ts';
import { activeSubjects } from '../../../store/queries/subject-rows.ts';
import { todayIn } from '../kit-view.ts';
import type { KitSchedule } from '../next-visits.ts';
import { kitSchedule, visitWindow, visitsAhead } from '../next-visits.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost } from './task.ts';

const daysAhead = 7;

interface DueVisit {
  readonly task: Task;
  readonly until: IsoDate;
}

interface Calendar {
  readonly schedule: KitSchedule;
  readonly today: (zone: string) => IsoDate;
}

function dueVisit(
  context: TaskContext,
  subject: ActiveSubjectRecord,
  { schedule, today }: Calendar,
): readonly DueVisit[] {
  const site = context.scope.places.get(subject.site);
  const [next] = visitsAhead(schedule, subject.visits);
  if (site === undefined || next === undefined) return [];
  const day = today(site.zone);
  const lastStart = addDays(day, daysAhead);
  // The UTC day is at most one off, and much cheaper to know than the day of the zone.
  const nearDay = subject.randomizedAt.slice(0, 10) as IsoDate;
  const near = daysBetween(nearDay, lastStart) - (schedule.dayOf.get(next.id) ?? 0);
  if (near + next.windowBefore < -1) return [];
  const randomization = localDay(subject.randomizedAt, site.zone);
  const visit = visitWindow(schedule, next, { randomization, today: day });
  if (visit.from > lastStart) return [];
  const state = visit.overdue ? 'is overdue' : visit.from <= day ? 'is due' : 'comes up';
  return [
    {
      until: visit.until,
      task: {
        kind: 'visit',
        urgency: visit.overdue ? 'now' : visit.from <= day ? 'soon' : 'later',
        title: `${subject.code}: ${visit.name} ${state}`,
        detail: `Window ${dateInWords(visit.from)} to ${dateInWords(visit.until)} at ${site.code}.`,
        target: { screen: 'subjects', id: subject.code },
      },
    },
  ];
}

/** Next visits that are overdue, due, or begin within a week; the most urgent first. */
export const visitTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'site-user'],
  find(context) {
    const calendar = { schedule: kitSchedule(context.definition), today: todayIn(context.now) };
    const due = activeSubjects(context.db, context.scope.visible)
      .flatMap((subject) => dueVisit(context, subject, calendar))
      .toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
    return atMost(
      due.map(({ task }) => task),
      (hidden) => ({
        title: `${hidden} more visits are due`,
        detail: 'The Subjects screen shows every subject with its next visits.',
        target: { screen: 'subjects', id: null },
      }),
    );
  },
};
