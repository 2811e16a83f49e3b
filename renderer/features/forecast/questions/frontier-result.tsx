import { useTranslation } from 'react-i18next';
import type { OptimisationPoint } from '../../../../shared/contracts/forecast-studies.ts';
import { FrontierChart } from '../../../charts/forecast/frontier-chart.tsx';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import { DataTable } from '../data-table.tsx';
import type { Questions } from '../forecast-state.ts';
import { amountText, percentText, shareText, spreadText } from '../numbers.ts';
import { TakeBest } from './take-best.tsx';
import { useVerdict } from './frontier-verdict.ts';

interface Properties {
  readonly answer: Questions['frontier'];
}

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));
const plus = (value: number): string => (value > 0 ? '+' : '');
const riskText = ({ mean, error }: OptimisationPoint['risk']): string =>
  shareText({ share: mean, error });

/** Cost against risk of every combination tried, the frontier, and what one more of each setting brings. */
export function FrontierResult({ answer }: Properties) {
  const { t } = useTranslation();
  const nameOf = ({ triggerPlus, ceilingPlus, lotFactor }: OptimisationPoint): string =>
    t('forecast.frontier.point', {
      trigger: signed(triggerPlus),
      ceiling: signed(ceilingPlus),
      lots: amountText(100 * lotFactor),
    });
  const best = answer.best === null ? undefined : answer.points[answer.best];
  const verdict = useVerdict(answer, best === undefined ? '' : nameOf(best));
  const rowOf = (point: OptimisationPoint): readonly string[] => [
    nameOf(point),
    riskText(point.risk),
    percentText(point.bound),
    spreadText(point.cost),
    spreadText(point.shipments),
    `${spreadText(point.wastePercent)} %`,
    t(point.isOnFrontier ? 'forecast.frontier.on' : 'forecast.frontier.off'),
    t(point.isWithinLimit ? 'forecast.frontier.within' : 'forecast.frontier.beyond'),
  ];
  const table = {
    heads: [
      t('forecast.frontier.settings'),
      t(`forecast.frontier.${answer.measure}`),
      t('forecast.frontier.bound'),
      t('forecast.tile.cost'),
      t('forecast.tile.shipments'),
      t('forecast.waste'),
      t('forecast.frontier.frontier'),
      t('forecast.frontier.limit'),
    ],
    rows: answer.points.map(rowOf),
  };
  return (
    <>
      <LabFigure
        title={t('forecast.frontier.plot')}
        note={verdict}
        name="forecast-frontier"
        table={table}
        {...(best === undefined
          ? {}
          : { actions: <TakeBest scenario={answer.scenario} point={best} /> })}
      >
        <FrontierChart
          points={answer.points.map((point, index) => ({
            title: nameOf(point),
            cost: point.cost.mean,
            risk: 100 * point.risk.mean,
            isOnFrontier: point.isOnFrontier,
            isBest: index === answer.best,
            lines: [
              { label: t(`forecast.frontier.${answer.measure}`), value: riskText(point.risk) },
              { label: t('forecast.frontier.bound'), value: percentText(point.bound) },
              { label: t('forecast.tile.cost'), value: spreadText(point.cost) },
            ],
          }))}
          limit={100 * answer.limit}
          costLabel={t('forecast.tile.cost')}
          riskLabel={`${t(`forecast.frontier.${answer.measure}`)}, %`}
        />
      </LabFigure>
      <DataTable
        title={t('forecast.frontier.prices')}
        note={t('forecast.frontier.pricesNote')}
        name="forecast-prices"
        empty={t('forecast.frontier.noPrices')}
        heads={[
          t('forecast.frontier.setting'),
          t('forecast.frontier.riskChange'),
          t('forecast.frontier.costChange'),
        ]}
        rows={answer.prices.map(({ setting, step, risk, cost }) => [
          t(`forecast.frontier.of.${setting}`, { step }),
          `${plus(risk.mean)}${riskText(risk)}`,
          `${plus(cost.mean)}${spreadText(cost)}`,
        ])}
      />
    </>
  );
}
