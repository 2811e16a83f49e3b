import { dateInWords } from '../../../base/iso-date.ts';
import type { IsoDate } from '../../../base/iso-date.ts';
import { reviewQuestions } from '../../../store/queries/trail-reviews.ts';
import { reviewDue } from '../../trail-review/due.ts';
import type { TaskSource } from './task.ts';
import { plural } from './task.ts';

/** Quality assurance reads the trail at the interval that the study sets. */
export const trailReviewTasks: TaskSource = {
  roles: ['qa'],
  find({ db, now }) {
    const due = reviewDue(db, now.instant);
    const open = reviewQuestions(db).filter(({ status }) => status === 'open').length;
    const questions = open === 0 ? '' : ` ${plural(open, 'question')} of earlier reviews wait.`;
    if (due === null || !due.isOverdue) return [];
    const day = dateInWords(due.dueAt.slice(0, 10) as IsoDate);
    return [
      {
        kind: 'trail',
        urgency: 'now',
        title: 'Review the audit trail',
        detail: `It was to be reviewed until ${day}: every ${plural(due.everyDays, 'day')} by the study.${questions}`,
        target: { screen: 'trail', id: 'review' },
      },
    ];
  },
};
