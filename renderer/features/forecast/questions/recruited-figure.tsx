import { useTranslation } from 'react-i18next';
import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';
import { weekTicks } from '../../../charts/forecast/week-ticks.ts';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import { LabLines } from '../../../charts/lab-lines.tsx';
import { MarkSwatch } from '../../../charts/lab-mark.tsx';
import { markOf } from '../../../charts/lab-marks.ts';
import { dayText } from '../../../components/format.ts';
import classes from '../forecast.module.css';
import { amountText } from '../numbers.ts';

/** The median of recruitment of each scenario by week. */
export function RecruitedFigure({ answers }: { readonly answers: readonly ForecastAnswer[] }) {
  const { t } = useTranslation();
  const weeks = answers.reduce<readonly string[]>(
    (longest, one) => (one.weeks.length > longest.length ? one.weeks : longest),
    [],
  );
  const medians = answers.map(
    ({ bands }) => bands.find(({ what }) => what === 'randomized')?.q50 ?? [],
  );
  const weekText = (week: number): string => dayText(weeks[week] ?? '');
  return (
    <LabFigure
      title={t('forecast.compare.recruited')}
      note={t('forecast.compare.recruitedNote')}
      name="forecast-compared-recruitment"
      table={{
        heads: [t('forecast.week'), ...answers.map(({ name }, i) => `${i + 1}: ${name}`)],
        rows: weeks.map((day, week) => [
          day,
          ...medians.map((values) => (values[week] === undefined ? '–' : amountText(values[week]))),
        ]),
      }}
      actions={
        <ul className={classes.legend}>
          {answers.map(({ name }, i) => (
            <li key={i}>
              <MarkSwatch mark={markOf(i)} /> {name}
            </li>
          ))}
        </ul>
      }
    >
      <LabLines
        xs={weeks.map((_, week) => week)}
        lines={medians.map((values, i) => ({
          label: `${i + 1}: ${answers[i]?.name ?? ''}`,
          mark: markOf(i),
          values,
        }))}
        xLabel=""
        xTicks={weekTicks(weeks.length)}
        xText={weekText}
        yLabel={t('forecast.subjects')}
        titleOf={weekText}
        valueText={amountText}
      />
    </LabFigure>
  );
}
