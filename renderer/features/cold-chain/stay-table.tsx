import { useTranslation } from 'react-i18next';
import type {
  Assessment,
  StayOutside,
  StorageProfileInput,
} from '../../../shared/contracts/cold-chain-parts.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { bandText, degreesText, durationText, instantOf } from './words.ts';

interface Properties {
  readonly assessment: Assessment;
  readonly bands: StorageProfileInput['bands'] | null;
}

/** Every stay outside the label range, in order of time. */
export function StayTable({ assessment, bands }: Properties) {
  const { t } = useTranslation();
  const where = (stay: StayOutside): string => {
    const band = stay.kind === 'band' ? bands?.[stay.band] : undefined;
    return band === undefined
      ? t(`temperature.stay.${stay.kind}`)
      : bandText(band.low / 100, band.high / 100);
  };
  return (
    <Panel isFlush title={t('temperature.stays')}>
      <SmallTable
        label={t('temperature.stays')}
        maxHeight={260}
        rows={assessment.stays}
        rowKey={(stay) => `${stay.from} ${stay.kind}`}
        empty={<p style={{ margin: 16 }}>{t('temperature.noStays')}</p>}
        columns={[
          {
            key: 'from',
            header: t('temperature.figure.from'),
            width: 'minmax(172px, 1.6fr)',
            cell: (stay) => <InstantText at={instantOf(stay.from)} />,
          },
          {
            key: 'lasted',
            header: t('temperature.lasted'),
            width: 'minmax(86px, 1fr)',
            align: 'right',
            cell: (stay) => durationText(stay.to - stay.from),
          },
          {
            key: 'extreme',
            header: t('temperature.furthest'),
            width: 'minmax(78px, 1fr)',
            align: 'right',
            cell: (stay) => degreesText(stay.extremeC),
          },
          {
            key: 'where',
            header: t('temperature.band.name'),
            width: 'minmax(96px, 1.2fr)',
            cell: where,
          },
        ]}
      />
      {assessment.staysNotShown > 0 && (
        <p className="quiet" style={{ margin: '8px 16px' }}>
          {t('temperature.moreStays', { count: assessment.staysNotShown })}
        </p>
      )}
    </Panel>
  );
}
