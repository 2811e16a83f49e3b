import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ForecastBand } from '../../../../shared/contracts/forecast-answer.ts';
import { FanChart } from '../../../charts/forecast/fan-chart.tsx';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import { dayText } from '../../../components/format.ts';
import { amountText, spreadText } from '../numbers.ts';

const members = ['mean', 'q05', 'q25', 'q50', 'q75', 'q95'] as const;

interface Properties {
  readonly title: string;
  readonly note: string;
  readonly name: string;
  readonly yLabel: string;
  readonly band: ForecastBand;
  readonly weeks: readonly string[];
  readonly level?: number;
  /** A day by which the level should be reached. */
  readonly due?: string | undefined;
  readonly actions?: ReactNode;
}

/** Quantiles over the replicates by week, each with its Monte-Carlo error. */
export function BandFigure({ band, weeks, level, due, actions, ...words }: Properties) {
  const { t } = useTranslation();
  const at = (member: (typeof members)[number], week: number): string =>
    spreadText({ mean: band[member][week] ?? 0, error: band.errors[member][week] ?? 0 });
  const dueWeek = due === undefined ? -1 : weeks.findIndex((week) => week >= due);
  return (
    <LabFigure
      title={words.title}
      note={words.note}
      name={words.name}
      {...(actions === undefined ? {} : { actions })}
      table={{
        heads: [t('forecast.week'), ...members.map((member) => t(`forecast.member.${member}`))],
        rows: weeks.map((week, index) => [week, ...members.map((member) => at(member, index))]),
      }}
    >
      <FanChart
        fan={band}
        yLabel={words.yLabel}
        weekText={(week) => dayText(weeks[week] ?? '')}
        {...(level === undefined ? {} : { level })}
        {...(dueWeek < 0 ? {} : { due: dueWeek })}
        linesAt={(week) => [
          ...members.map((member) => ({
            label: t(`forecast.member.${member}`),
            value: at(member, week),
          })),
          ...(level === undefined
            ? []
            : [{ label: t('forecast.target'), value: amountText(level) }]),
        ]}
      />
    </LabFigure>
  );
}
