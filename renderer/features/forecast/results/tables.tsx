import { useTranslation } from 'react-i18next';
import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';
import { countText, dayText } from '../../../components/format.ts';
import { DataTable } from '../data-table.tsx';
import { amountText, meanText, percentText, shareText, spreadText } from '../numbers.ts';

interface Properties {
  readonly answer: ForecastAnswer;
}

/** Sites and kit types that may run short, the likeliest first. */
export function StockOutTable({ answer }: Properties) {
  const { t } = useTranslation();
  const rows = answer.stockOut.bySite
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share);
  return (
    <DataTable
      title={t('forecast.stockOuts')}
      note={t('forecast.stockOutsNote')}
      name="forecast-sites-at-risk"
      empty={t('forecast.stockOutsNone')}
      heads={[
        t('forecast.site'),
        t('forecast.kitType'),
        t('forecast.probability'),
        t('forecast.firstDue'),
      ]}
      rows={rows.map((row) => [
        row.site,
        row.kitType,
        shareText(row),
        row.medianFirst === null ? '–' : dayText(row.medianFirst),
      ])}
    />
  );
}

/** Lots of which more than a tenth is expected to expire. */
export function LotTable({ answer }: Properties) {
  const { t } = useTranslation();
  return (
    <DataTable
      title={t('forecast.lots')}
      note={t('forecast.lotsNote')}
      name="forecast-lots-at-risk"
      empty={t('forecast.lotsNone')}
      heads={[
        t('forecast.lot'),
        t('forecast.kitType'),
        t('forecast.depot'),
        t('forecast.lotKits'),
        t('forecast.expiry'),
        t('forecast.expires'),
        t('forecast.anyExpires'),
      ]}
      rows={answer.lots
        .filter(({ isAtRisk }) => isAtRisk)
        .map((lot) => [
          lot.lot,
          lot.kitType,
          lot.depot,
          countText(lot.kits),
          dayText(lot.expiry),
          spreadText(lot.expired),
          shareText(lot.any),
        ])}
    />
  );
}

/** Kits that would expire on one shelf and are wanted on another. */
export function TransferTable({ answer }: Properties) {
  const { t } = useTranslation();
  const { count, kits, worth } = answer.moreTransfers;
  return (
    <DataTable
      title={t('forecast.transfers')}
      note={[
        t('forecast.transfersNote'),
        ...(count === 0
          ? []
          : [t('forecast.transfersMore', { count, kits, worth: amountText(worth) })]),
      ].join('. ')}
      name="forecast-transfers"
      empty={t('forecast.transfersNone')}
      heads={[
        t('forecast.from'),
        t('forecast.to'),
        t('forecast.kitType'),
        t('forecast.kits'),
        t('forecast.expires'),
        t('forecast.targetRisk'),
        t('forecast.worth'),
      ]}
      rows={answer.transfers.map((one) => [
        one.from,
        one.to,
        one.kitType,
        countText(one.kits),
        spreadText(one.expired),
        shareText(one.stockOutAtTarget),
        amountText(one.worth),
      ])}
    />
  );
}

/** Kits to package so that running short stays within the accepted risk. */
export function OverageTable({ answer }: Properties) {
  const { t } = useTranslation();
  return (
    <DataTable
      title={t('forecast.overage')}
      note={t('forecast.overageNote', { risk: percentText(answer.overage[0]?.risk ?? 0) })}
      name="forecast-overage"
      empty={t('forecast.overageNone')}
      heads={[
        t('forecast.kitType'),
        t('forecast.used'),
        t('forecast.toPackage'),
        t('forecast.overPercent'),
        t('forecast.risk'),
      ]}
      rows={answer.overage.map((row) => [
        row.kitType,
        spreadText({ mean: row.usedOnAverage, error: row.usedError }),
        spreadText({ mean: row.kits, error: row.error }),
        `${spreadText({ mean: row.percent, error: row.percentError })} %`,
        `${amountText(100 * row.risk)} %`,
      ])}
    />
  );
}

/** What it costs, by what for. */
export function CostTable({ answer }: Properties) {
  const { t } = useTranslation();
  const lines = ['kits', 'shipments', 'destruction', 'total'] as const;
  return (
    <DataTable
      title={t('forecast.costs')}
      note={t('forecast.costsNote')}
      name="forecast-costs"
      empty=""
      heads={[
        t('forecast.costOf'),
        t('forecast.member.mean'),
        t('forecast.member.q05'),
        t('forecast.member.q50'),
        t('forecast.member.q95'),
      ]}
      rows={lines.map((line) => {
        const figure = answer.cost[line];
        return [
          t(`forecast.cost.${line}`),
          meanText(figure),
          spreadText({ mean: figure.q05, error: figure.errors.q05 }),
          spreadText({ mean: figure.q50, error: figure.errors.q50 }),
          spreadText({ mean: figure.q95, error: figure.errors.q95 }),
        ];
      })}
    />
  );
}
