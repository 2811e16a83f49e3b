import { useTranslation } from 'react-i18next';
import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';
import { HeatMap } from '../../../charts/forecast/heat-map.tsx';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import { dayText } from '../../../components/format.ts';
import { percentText, shareText } from '../numbers.ts';
import classes from '../forecast.module.css';
import { sitesByRisk } from './sites-by-risk.ts';

const mostRows = 40;

/** Where and when a visit may find too few kits. */
export function HeatFigure({ answer }: { readonly answer: ForecastAnswer }) {
  const { t } = useTranslation();
  const { weeks, heat } = answer;
  const sites = sitesByRisk(heat);
  const shown = sites.slice(0, mostRows);
  const isCalm = shown.every(({ shares }) => shares.every((share) => share === 0));
  return (
    <div className={classes.wide}>
      <LabFigure
        title={t('forecast.heat')}
        note={
          sites.length > mostRows
            ? t('forecast.heatSome', { shown: mostRows, all: sites.length })
            : t('forecast.heatNote')
        }
        name="forecast-stock-outs"
        table={{
          heads: [t('forecast.site'), ...weeks],
          rows: sites.map(({ label, shares, errors }) => [
            label,
            ...shares.map((share, week) => shareText({ share, error: errors[week] ?? 0 })),
          ]),
        }}
      >
        {isCalm && <p className={classes.nothing}>{t('forecast.heatCalm')}</p>}
        <HeatMap
          rows={shown}
          weeks={weeks.length}
          weekText={(week) => dayText(weeks[week] ?? '')}
          valueLabel={t('forecast.tooFew')}
          valueText={(row, week) =>
            `${percentText(shown[row]?.shares[week] ?? 0)} ± ${percentText(shown[row]?.errors[week] ?? 0)}`
          }
        />
      </LabFigure>
    </div>
  );
}
