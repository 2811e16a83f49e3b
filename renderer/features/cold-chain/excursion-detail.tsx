import { Button, Skeleton, Stack } from '@mantine/core';
import { IconArrowLeft, IconFileText, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { TemperatureChart } from '../../charts/temperature/temperature-chart.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useDownload } from '../../components/use-download.ts';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { Arithmetic } from './arithmetic.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { ExcursionFacts } from './excursion-facts.tsx';
import { StayTable } from './stay-table.tsx';
import { Tier } from './tier.tsx';
import { watchedText } from './words.ts';
import classes from './cold-chain.module.css';

type Detail = OutputOf<'excursions.get'>;

/** One excursion: readings, breaches, arithmetic, kits as they stand, and the decision. */
export function ExcursionDetail({ excursion }: { readonly excursion: string }) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('excursions.get', { excursion });
  return (
    <div
      className={classes.scroll}
      role="region"
      aria-label={t('temperature.named', { excursion })}
      tabIndex={0}
    >
      <div className={classes.stack}>
        <FailureNotice failure={failure} />
        {data === undefined && failure === undefined && (
          <Stack gap="md">
            <Skeleton height={48} />
            <Skeleton height={380} />
            <Skeleton height={260} />
          </Stack>
        )}
        {data !== undefined && <Content detail={data} />}
      </div>
    </div>
  );
}

function Content({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const { excursion, assessment, profiles } = detail;
  const bands = profiles[0]?.bands ?? null;
  return (
    <>
      <Panel
        title={
          <>
            {t('temperature.named', { excursion: excursion.excursion })} ·{' '}
            {watchedText(t, excursion)}
          </>
        }
        actions={<Actions detail={detail} />}
      >
        <p style={{ display: 'flex', gap: 10, margin: '0 0 12px', alignItems: 'center' }}>
          <StatusBadge status={`excursion-${excursion.status}`} />
          <Tier tier={excursion.tier} />
        </p>
        <Succession detail={detail} />
        {detail.chart === null ? (
          <NoReadings detail={detail} />
        ) : (
          <TemperatureChart
            label={t('temperature.chart.of', { excursion: excursion.excursion })}
            data={detail.chart}
            stays={assessment.stays}
            bands={bands}
            intervalSeconds={detail.file?.intervalSeconds ?? null}
            isZoned={detail.file?.zone !== null}
          />
        )}
      </Panel>
      <div className={classes.columns}>
        <div className={classes.stack}>
          <DecisionPanel detail={detail} />
          {assessment.groups.map((group, index) => (
            <Arithmetic key={group.kits[0] ?? index} group={group} index={index} />
          ))}
        </div>
        <div className={classes.stack}>
          <StayTable assessment={assessment} bands={bands} />
          <ExcursionFacts detail={detail} />
        </div>
      </div>
    </>
  );
}

/** Which judgement came in the place of which. */
function Succession({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const { supersededBy } = detail.excursion;
  const links = [
    ...(supersededBy === null
      ? []
      : [{ to: supersededBy, words: t('temperature.supersededBy', { excursion: supersededBy }) }]),
    ...detail.supersedes.map((to) => ({
      to,
      words: t('temperature.supersedes', { excursion: to }),
    })),
  ];
  return links.map(({ to, words }) => (
    <p key={to} className={classes.linkedNotice}>
      {words}
      <Button size="compact-xs" variant="default" onClick={() => go('cold-chain', to)}>
        {t('temperature.import.toExcursion', { excursion: to })}
      </Button>
    </p>
  ));
}

/** A way without readings; they may still come. */
function NoReadings({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const mayImport = useMay('loggers.import');
  const { shipment, supersededBy } = detail.excursion;
  const isLast = supersededBy === null;
  return (
    <p className={classes.linkedNotice}>
      {t(isLast ? 'temperature.noReadings' : 'temperature.noReadingsThen')}
      {mayImport && isLast && shipment !== null && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => go('cold-chain', `~import/${shipment}`)}
        >
          {t('temperature.importFor')}
        </Button>
      )}
    </p>
  );
}

function Actions({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const mayDecide = useMay('excursions.decide');
  const { download, isBusy } = useDownload();
  const [isDeciding, setDeciding] = useState(false);
  const { excursion, status } = detail.excursion;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowLeft size={15} />}
        onClick={() => go('cold-chain')}
      >
        {t('temperature.backToList')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        loading={isBusy}
        leftSection={<IconFileText size={15} stroke={1.7} />}
        onClick={() => void download('excursions.evidence', { excursion })}
      >
        {t('temperature.evidence')}
      </Button>
      {mayDecide && status === 'open' && (
        <Button
          size="compact-sm"
          leftSection={<IconSignature size={15} stroke={1.7} />}
          onClick={() => setDeciding(true)}
        >
          {t('temperature.decide.action')}
        </Button>
      )}
      {isDeciding && <DecideDialog detail={detail} onClose={() => setDeciding(false)} />}
    </>
  );
}
