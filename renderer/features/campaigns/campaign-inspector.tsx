import { Button, Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { countText } from '../../components/format.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../components/inspector.tsx';
import { DayText, InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';
import { CampaignBar } from './campaign-bar.tsx';
import { CampaignCountries } from './campaign-countries.tsx';
import { CampaignPlaces } from './campaign-places.tsx';
import classes from './campaigns.module.css';

type Detail = OutputOf<'campaigns.get'>;

interface Properties {
  readonly campaign: string;
  onClose(): void;
}

/** One extension: where it is approved, where kits wait for their scan, and what keeps it from sign-off. */
export function CampaignInspector({ campaign, onClose }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('campaigns.get', { campaign });
  return (
    <Inspector
      label={t('campaigns.called', { campaign })}
      onClose={onClose}
      title={<span className={classes.title}>{campaign}</span>}
      actions={data !== undefined && <CampaignSteps detail={data} />}
    >
      <FailureNotice failure={failure} />
      {data === undefined && failure === undefined && (
        <Stack gap="md">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} height={18} />
          ))}
        </Stack>
      )}
      {data !== undefined && <CampaignDetail detail={data} />}
    </Inspector>
  );
}

function CampaignDetail({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const { campaign: card, countries, places, open, timeline } = detail;
  const isOpen = card.status === 'open';
  return (
    <>
      <div className={classes.part}>
        <CampaignBar card={card} />
      </div>
      <div className={classes.part}>
        <CampaignFacts detail={detail} />
      </div>
      <InspectorPart title={t('campaigns.countries')}>
        <CampaignCountries campaign={card.campaign} countries={countries} isOpen={isOpen} />
      </InspectorPart>
      <InspectorPart title={t('campaigns.places')}>
        <CampaignPlaces campaign={card.campaign} places={places} isOpen={isOpen} />
      </InspectorPart>
      {isOpen && (
        <InspectorPart title={t('campaigns.signOffNeeds')}>
          {open.length === 0 ? (
            <p className={classes.basis}>{t('campaigns.nothingOpen')}</p>
          ) : (
            <ul className={classes.open}>
              {open.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          )}
        </InspectorPart>
      )}
      <InspectorPart title={t('campaigns.timeline')}>
        <Timeline events={timeline} />
      </InspectorPart>
    </>
  );
}

function CampaignFacts({ detail: { campaign: card } }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes.basis}>{t(`campaigns.until.${card.untilScanned}`)}</p>
      <KeyValues
        columns={2}
        items={[
          [t('campaigns.expiry'), <DayText key="expiry" date={card.expiry} />],
          [t('campaigns.lots'), card.lots.join(', ')],
          [t('campaigns.basis'), card.basis],
          [t('campaigns.startedBy'), card.startedBy],
          [t('campaigns.startedAt'), <InstantText key="started" at={card.startedAt} />],
          ...(card.closedAt === null
            ? []
            : [
                [t('campaigns.closedBy'), card.closedBy ?? '–'] as const,
                [t('campaigns.closedAt'), <InstantText key="closed" at={card.closedAt} />] as const,
              ]),
          ...(['confirmed', 'toScan', 'awaitingApproval', 'leftOut', 'gone'] as const).map(
            (key) => [t(`campaigns.${key}`), countText(card[key])] as const,
          ),
        ]}
      />
    </>
  );
}

function CampaignSteps({ detail: { campaign: card, open: points } }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const mayLeave = useMay('campaigns.leaveOut');
  const mayClose = useMay('campaigns.close');
  const { download, isBusy } = useDownload();
  const { campaign } = card;
  const isOpen = card.status === 'open';
  return (
    <>
      <ExportMenu
        isBusy={isBusy}
        formats={[
          ['csv', t('common.exportCsv')],
          ['xlsx', t('common.exportXlsx')],
        ]}
        onExport={(format) => void download('campaigns.export', { campaign, format })}
      />
      {isOpen && mayLeave && (
        <Button variant="default" onClick={() => open({ kind: 'leave-out-kits', campaign })}>
          {t('campaigns.leaveOut')}
        </Button>
      )}
      {isOpen && mayClose && (
        <Button
          disabled={points.length > 0}
          onClick={() => open({ kind: 'close-campaign', campaign })}
        >
          {t('campaigns.close')}
        </Button>
      )}
    </>
  );
}
