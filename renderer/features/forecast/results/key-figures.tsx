import { useTranslation } from 'react-i18next';
import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';
import { countText, dayText } from '../../../components/format.ts';
import { amountText, percentText } from '../numbers.ts';
import classes from '../forecast.module.css';

/** What is asked first: when, how risky, how much. */
export function KeyFigures({ answer }: { readonly answer: ForecastAnswer }) {
  const { t } = useTranslation();
  const { recruitment, stockOut, cost, shipments, packaging } = answer;
  const { dates, byTargetDate, finished } = recruitment;
  const later = t('forecast.tile.notReached');
  const dateText = (date: string | null): string => (date === null ? later : dayText(date));
  const error = (value: string): string => t('forecast.errorIs', { error: value });
  const tiles = [
    [
      t('forecast.tile.last'),
      dateText(dates.q50),
      dates.q05 === null
        ? t('forecast.tile.within', { share: percentText(finished.share) })
        : t('forecast.tile.between', { from: dateText(dates.q05), to: dateText(dates.q95) }),
    ],
    byTargetDate === null
      ? [
          t('forecast.tile.finished'),
          percentText(finished.share),
          error(percentText(finished.error)),
        ]
      : [
          t('forecast.tile.byDate', { date: dayText(byTargetDate.date) }),
          percentText(byTargetDate.share),
          error(percentText(byTargetDate.error)),
        ],
    [
      t('forecast.tile.toPack'),
      countText(packaging.reduce((sum, { kits }) => sum + kits, 0)),
      t('forecast.tile.beyondLots', { risk: percentText(packaging[0]?.risk ?? 0) }),
    ],
    [
      t('forecast.tile.stockOut'),
      percentText(stockOut.any.share),
      error(percentText(stockOut.any.error)),
    ],
    [
      t('forecast.tile.missed'),
      `${amountText(stockOut.missedPercent.mean)} %`,
      error(`${amountText(stockOut.missedPercent.error)} %`),
    ],
    [
      t('forecast.tile.shipments'),
      amountText(shipments.mean),
      error(amountText(shipments.errors.mean)),
    ],
    [
      t('forecast.tile.cost'),
      amountText(cost.total.mean),
      error(amountText(cost.total.errors.mean)),
    ],
  ] as const;
  return (
    <dl className={classes.tiles}>
      {tiles.map(([label, value, note]) => (
        <div key={label} className={classes.tile}>
          <dt>{label}</dt>
          <dd>
            {value}
            <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
