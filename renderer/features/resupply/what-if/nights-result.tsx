import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import classes from '../resupply.module.css';
import { NightsChart } from './nights-chart.tsx';

type Answer = OutputOf<'resupply.compare'>;
type Measure = keyof Answer['before'];

const measures: readonly Measure[] = [
  'shipments',
  'shipped',
  'stockOut',
  'missed',
  'expired',
  'left',
];

const signed = (value: number, digits: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;

interface Properties {
  readonly answer: Answer;
  /** False before the first settings: there is nothing to compare with. */
  readonly hasBefore: boolean;
}

/** Both settings on the same nights: shipments, stock-outs and waste, with their Monte-Carlo errors. */
export function NightsResult({ answer, hasBefore }: Properties) {
  const { t } = useTranslation();
  const scale = (measure: Measure): number => (measure === 'stockOut' ? 100 : 1);
  const number = (measure: Measure, value: number): string =>
    (value * scale(measure)).toFixed(measure === 'stockOut' ? 0 : 1);
  const title = t('resupply.whatIf.nights', { count: answer.nights });
  const { before, after } = answer.sentByNight;
  const rows = after.map((kits, night) => [
    String(night + 1),
    (before[night] ?? 0).toFixed(2),
    kits.toFixed(2),
  ]);
  return (
    <>
      <table className={classes.measures} aria-label={title}>
        <caption>
          {title}
          <span>
            {t('resupply.whatIf.replicates', {
              replicates: answer.replicates,
              seed: answer.seed,
            })}
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('resupply.whatIf.measure')}</th>
            {hasBefore && <th scope="col">{t('resupply.whatIf.inForce')}</th>}
            <th scope="col">{t('resupply.whatIf.draft')}</th>
            {hasBefore && <th scope="col">{t('resupply.whatIf.difference')}</th>}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => {
            const { mean, error } = answer.difference[measure];
            const digits = measure === 'stockOut' ? 0 : 1;
            return (
              <tr key={measure}>
                <th scope="row">{t(`resupply.measure.${measure}`)}</th>
                {hasBefore && <td>{number(measure, answer.before[measure].mean)}</td>}
                <td>{number(measure, answer.after[measure].mean)}</td>
                {hasBefore && (
                  <td>
                    {signed(mean * scale(measure), digits)}{' '}
                    <span className="quiet">± {(error * scale(measure)).toFixed(1)}</span>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <LabFigure
        title={t('resupply.whatIf.byNight')}
        name="resupply-nights"
        table={{
          heads: [
            t('resupply.whatIf.night'),
            t('resupply.whatIf.inForce'),
            t('resupply.whatIf.draft'),
          ],
          rows,
        }}
      >
        <NightsChart before={hasBefore ? before : null} after={after} />
      </LabFigure>
    </>
  );
}
