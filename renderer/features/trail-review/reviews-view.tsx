import { Button } from '@mantine/core';
import { IconMessageQuestion, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { ReviewQuestion, TrailReview } from '../../../shared/contracts/trail-review.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import type { Column } from '../../components/table-column.ts';
import { useMay } from '../../state/session.ts';
import { CloseQuestionDialog } from './close-question-dialog.tsx';
import classes from './review.module.css';

function useReviewColumns(): readonly Column<TrailReview>[] {
  const { t } = useTranslation();
  return [
    { key: 'review', header: t('review.review'), width: '96px', cell: (row) => row.code },
    {
      key: 'at',
      header: t('review.at'),
      width: '200px',
      cell: (row) => <InstantText at={row.at} offsetMinutes={row.offsetMinutes} />,
    },
    { key: 'by', header: t('review.by'), width: '150px', cell: (row) => row.printedName },
    {
      key: 'what',
      header: t('review.what'),
      width: 'minmax(240px, 1.4fr)',
      cell: (row) =>
        t(`review.scopeOf.${row.scope}`, {
          first: row.first,
          last: row.last,
          count: row.reviewed,
        }),
    },
    {
      key: 'comment',
      header: t('review.comment'),
      width: 'minmax(200px, 2fr)',
      cell: (row) =>
        [row.comment, ...(row.own === 0 ? [] : [t('review.own', { count: row.own })])]
          .filter(Boolean)
          .join(' · '),
    },
  ];
}

function useQuestionColumns(
  onAnswer: ((question: ReviewQuestion) => void) | null,
): readonly Column<ReviewQuestion>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'code',
      header: t('review.question', { number: '' }),
      width: '96px',
      cell: (row) => row.code,
    },
    {
      key: 'about',
      header: t('trail.entry'),
      width: '70px',
      align: 'right',
      cell: (row) => row.about ?? '–',
    },
    {
      key: 'text',
      header: t('review.what'),
      width: 'minmax(240px, 1.4fr)',
      cell: (row) => row.text,
    },
    {
      key: 'answer',
      header: t('review.answer'),
      width: 'minmax(200px, 1.4fr)',
      cell: (row) =>
        row.status === 'closed' ? (
          `${row.answer ?? ''} (${row.closedName ?? ''})`
        ) : onAnswer === null ? (
          <span className="quiet">{t('review.waits')}</span>
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => onAnswer(row)}>
            {t('review.close')}
          </Button>
        ),
    },
  ];
}

/** Past reviews and the questions that they left. */
export function ReviewsView({ state }: { readonly state: OutputOf<'trail.reviews'> | undefined }) {
  const { t } = useTranslation();
  const mayAnswer = useMay('trail.closeQuestion');
  const [answering, setAnswering] = useState<ReviewQuestion | null>(null);
  const reviews = useReviewColumns();
  const questions = useQuestionColumns(mayAnswer ? setAnswering : null);
  return (
    <div className={classes.lists}>
      <Panel title={t('review.questions')} isFlush>
        <SmallTable
          label={t('review.questions')}
          columns={questions}
          rows={state?.questions.toSorted((a, b) => (a.status < b.status ? 1 : -1))}
          rowKey={(row) => row.code}
          empty={
            <EmptyState
              icon={IconMessageQuestion}
              title={t('review.noQuestions')}
              next={t('review.noQuestionsNext')}
            />
          }
        />
      </Panel>
      <Panel title={t('review.reviews')} isFlush>
        <SmallTable
          label={t('review.reviews')}
          columns={reviews}
          rows={state?.reviews}
          rowKey={(row) => row.code}
          empty={
            <EmptyState
              icon={IconSignature}
              title={t('review.noReviews')}
              next={t('review.noReviewsNext')}
            />
          }
        />
      </Panel>
      {answering !== null && (
        <CloseQuestionDialog question={answering} onClose={() => setAnswering(null)} />
      )}
    </div>
  );
}
