import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';
import { DataTable } from '../data-table.tsx';
import classes from '../forecast.module.css';
import { meanText, shareText, spreadText } from '../numbers.ts';
import { DifferenceTable } from './difference-table.tsx';
import { InShort } from './in-short.tsx';
import { RecruitedFigure } from './recruited-figure.tsx';

interface Properties {
  readonly comparison: OutputOf<'forecast.compare'>;
}

/** No mean is known where some replicates do not finish. */
const daysText = ({ mean, errors }: ForecastAnswer['recruitment']['days']): string =>
  mean === null ? '–' : spreadText({ mean, error: errors.mean ?? 0 });

const rowsOf = (answer: ForecastAnswer): readonly (readonly [string, string])[] => [
  ['finished', shareText(answer.recruitment.finished)],
  ['days', daysText(answer.recruitment.days)],
  ['anyStockOut', shareText(answer.stockOut.any)],
  ['missed', meanText(answer.stockOut.missed)],
  ['shipments', meanText(answer.shipments)],
  ['cost', meanText(answer.cost.total)],
];

/** Scenarios side by side, and what each of the others does otherwise than the first. */
export function Comparison({ comparison }: Properties) {
  const { t } = useTranslation();
  const { answers, replicates, seed } = comparison;
  const rows = answers.map(rowsOf);
  return (
    <div className={classes.stack} role="region" aria-label={t('forecast.compare.result')}>
      <InShort comparison={comparison} />
      <DataTable
        title={t('forecast.compare.sideBySide')}
        note={t('forecast.compare.differencesNote', { replicates, seed })}
        name="forecast-side-by-side"
        empty=""
        heads={[
          t('forecast.compare.measure'),
          ...answers.map(({ name }, index) => `${index + 1}: ${name}`),
        ]}
        rows={(rows[0] ?? []).map(([key], index) => [
          t(`forecast.compared.${key}`),
          ...rows.map((each) => each[index]?.[1] ?? ''),
        ])}
      />
      <RecruitedFigure answers={answers} />
      {answers.slice(1).map((_, index) => (
        <DifferenceTable key={index} comparison={comparison} scenario={index + 1} />
      ))}
    </div>
  );
}
