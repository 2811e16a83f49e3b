import { Button, SegmentedControl } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../components/export-menu.tsx';
import { Page } from '../../components/page.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { TrailTabs } from './trail-tabs.tsx';
import { EventsView } from './events-view.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { ReviewFigures } from './review-figures.tsx';
import { ReviewsView } from './reviews-view.tsx';
import { useEntryChoice } from './use-entry-choice.ts';

const views = ['events', 'reviews'] as const;

/** Reading the trail as quality assurance does: critical events, a signature, open questions. */
export function ReviewScreen() {
  const { t } = useTranslation();
  const mayReview = useMay('trail.review');
  const state = useQuery('trail.reviews', {}).data;
  const choice = useEntryChoice();
  const [view, setView] = useState<(typeof views)[number]>('events');
  const [isSigning, setSigning] = useState(false);
  const { download, isBusy } = useDownload();
  return (
    <Page
      title={t('trail.title')}
      subtitle={t('review.subtitle')}
      help="trail-review"
      fills
      actions={
        <>
          <ExportMenu
            isBusy={isBusy}
            formats={[
              ['pdf', t('review.exportPdf')],
              ['csv', t('common.exportCsv')],
              ['xlsx', t('common.exportXlsx')],
            ]}
            onExport={(format) => void download('trail.exportReviews', { format })}
          />
          {mayReview && (
            <Button
              leftSection={<IconSignature size={16} stroke={1.7} />}
              disabled={state === undefined}
              onClick={() => setSigning(true)}
            >
              {t('review.sign')}
            </Button>
          )}
        </>
      }
    >
      <TrailTabs value="review" />
      <ReviewFigures state={state} />
      <SegmentedControl
        aria-label={t('review.view.label')}
        w="fit-content"
        value={view}
        onChange={(next) => setView(next === 'reviews' ? 'reviews' : 'events')}
        data={views.map((value) => ({ value, label: t(`review.view.${value}`) }))}
      />
      {view === 'events' ? (
        <EventsView state={state} choice={mayReview ? choice : null} />
      ) : (
        <ReviewsView state={state} />
      )}
      {isSigning && state !== undefined && (
        <ReviewDialog
          state={state}
          chosen={choice.entries}
          onClose={() => setSigning(false)}
          onSigned={choice.clear}
        />
      )}
    </Page>
  );
}
