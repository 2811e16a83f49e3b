import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { countText } from '../../components/format.ts';
import { DayText } from '../../components/instant-text.tsx';
import classes from './review.module.css';

interface FigureProperties {
  readonly name: string;
  readonly value: ReactNode;
  readonly note: string;
  readonly isLate?: boolean;
}

function Figure({ name, value, note, isLate = false }: FigureProperties) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd className={isLate ? classes.late : undefined}>
        {value}
        <small>{note}</small>
      </dd>
    </div>
  );
}

/** How far the trail was reviewed, and when it is due again. */
export function ReviewFigures({
  state,
}: {
  readonly state: OutputOf<'trail.reviews'> | undefined;
}) {
  const { t } = useTranslation();
  const open = state?.questions.filter(({ status }) => status === 'open').length;
  const due = state?.due ?? null;
  const number = (value: number | undefined): string =>
    value === undefined ? '–' : countText(value);
  return (
    <dl className={classes.figures} style={{ margin: 0 }}>
      <Figure
        name={t('review.until')}
        value={state?.reviewedUntil === 0 ? '–' : number(state?.reviewedUntil)}
        note={
          state?.reviewedUntil === 0
            ? t('review.untilNone')
            : t('review.ofEntries', { entries: number(state?.entries) })
        }
      />
      <Figure
        name={t('review.since')}
        value={number(state?.unreviewedCritical)}
        note={t('review.sinceNote', { count: state?.unreviewed ?? 0 })}
      />
      <Figure name={t('review.openQuestions')} value={number(open)} note={' '} />
      <Figure
        name={t('review.next')}
        value={due === null ? t('review.noInterval') : <DayText date={due.dueAt.slice(0, 10)} />}
        note={
          due === null
            ? t('review.noIntervalNote')
            : due.isOverdue
              ? t('review.overdue')
              : t('review.everyDays', { count: due.everyDays })
        }
        isLate={due?.isOverdue === true}
      />
    </dl>
  );
}
