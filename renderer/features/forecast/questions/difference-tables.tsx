import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';
import { DataTable } from '../data-table.tsx';
import { meanText, shareText, spreadText } from '../numbers.ts';

interface Properties {
  readonly comparison: OutputOf<'forecast.compare'>;
}

const rowsOf = (answer: ForecastAnswer): readonly (readonly [string, string])[] => [
  ['finished', shareText(answer.recruitment.finished)],
  ['days', meanText(answer.recruitment.days)],
  ['anyStockOut', shareText(answer.stockOut.any)],
  ['missed', meanText(answer.stockOut.missed)],
  ['shipments', meanText(answer.shipments)],
  ['cost', meanText(answer.cost.total)],
];

/** Figures side by side, and the differences on the same replicates with their errors. */
export function DifferenceTables({ comparison }: Properties) {
  const { t } = useTranslation();
  const [first, second] = comparison.answers.map(rowsOf);
  const differences = comparison.differences.filter(
    ({ difference }) => difference.mean !== 0 || difference.error !== 0,
  );
  return (
    <>
      <DataTable
        title={t('forecast.compare.sideBySide')}
        name="forecast-side-by-side"
        empty=""
        heads={[
          t('forecast.compare.measure'),
          ...comparison.answers.map(({ name }, index) => `${index + 1}: ${name}`),
        ]}
        rows={(first ?? []).map(([key, value], index) => [
          t(`forecast.compared.${key}`),
          value,
          second?.[index]?.[1] ?? '',
        ])}
      />
      <DataTable
        title={t('forecast.compare.differences')}
        note={t('forecast.compare.differencesNote', {
          replicates: comparison.replicates,
          seed: comparison.seed,
        })}
        name="forecast-differences"
        empty={t('forecast.compare.same')}
        heads={[
          t('forecast.compare.measure'),
          t('forecast.kitType'),
          t('forecast.compare.difference'),
          t('forecast.compare.verdict'),
        ]}
        rows={differences.map(({ measure, kitType, difference }) => [
          t(`forecast.measure.${measure}`),
          kitType ?? t('forecast.compare.all'),
          `${difference.mean > 0 ? '+' : ''}${spreadText(difference)}`,
          t(
            Math.abs(difference.mean) > 2 * difference.error
              ? 'forecast.compare.sure'
              : 'forecast.compare.unsure',
          ),
        ])}
      />
    </>
  );
}
