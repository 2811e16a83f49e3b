import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ForecastAnswer,
  ForecastKitRow,
} from '../../../../shared/contracts/forecast-answer.ts';
import { WaterfallChart } from '../../../charts/forecast/waterfall-chart.tsx';
import { waterfallSteps } from '../../../charts/forecast/waterfall-steps.ts';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import { spreadText } from '../numbers.ts';

const ends = [
  'used',
  'expiredAtDepots',
  'expiredAtSites',
  'damaged',
  'lost',
  'rejected',
  'leftAtDepots',
  'leftAtSites',
  'leftOnTheWay',
] as const;
const left: readonly string[] = ends.slice(6);

const partOf = (row: ForecastKitRow, key: 'packaged' | (typeof ends)[number]) => ({
  key,
  value: row[key].mean,
  error: row[key].errors.mean,
});

const colorOf = (key: string): string => {
  if (key === 'packaged') return 'var(--series-7)';
  if (key === 'used') return 'var(--series-5)';
  return left.includes(key) ? 'var(--series-6)' : 'var(--series-2)';
};

/** Where the packaged kits of a type end up. */
export function WasteFigure({ answer }: { readonly answer: ForecastAnswer }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string>();
  const row = answer.kits.find(({ kitType }) => kitType === chosen) ?? answer.kits[0];
  if (row === undefined) return null;
  const steps = waterfallSteps(
    partOf(row, 'packaged'),
    ends.map((key) => partOf(row, key)),
  );
  return (
    <LabFigure
      title={t('forecast.waste')}
      note={t('forecast.wasteOf', { kitType: row.kitType, waste: spreadText(row.wastePercent) })}
      name="forecast-waste"
      table={{
        heads: [t('forecast.kitType'), ...steps.map(({ key }) => t(`forecast.end.${key}`))],
        rows: answer.kits.map((each) => [
          each.kitType,
          ...(['packaged', ...ends] as const).map((key) =>
            spreadText({ mean: each[key].mean, error: each[key].errors.mean }),
          ),
        ]),
      }}
      actions={
        <Select
          size="xs"
          w={320}
          allowDeselect={false}
          aria-label={t('forecast.kitType')}
          data={answer.kits.map(({ kitType }) => kitType)}
          value={row.kitType}
          onChange={(next) => next !== null && choose(next)}
        />
      }
    >
      <WaterfallChart
        steps={steps}
        labelOf={(key) => t(`forecast.end.${key}`)}
        valueText={({ value, error }) => spreadText({ mean: value, error })}
        colorOf={colorOf}
      />
    </LabFigure>
  );
}
