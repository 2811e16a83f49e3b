import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { LabColumns } from '../../../charts/lab-columns.tsx';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { dayText } from '../../../components/format.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useQuery } from '../../../state/use-query.ts';
import { DataTable } from '../data-table.tsx';
import classes from '../forecast.module.css';
import { amountText, shareText, spreadText } from '../numbers.ts';

function BackTest({ answer }: { readonly answer: OutputOf<'forecast.backTest'> }) {
  const { t } = useTranslation();
  const { cuts, coverage, pitHistogram, decay } = answer;
  const tenth = (bin: number): string => `${bin / 10} – ${(bin + 1) / 10}`;
  return (
    <>
      {decay.message !== null && <p className={classes.stale}>{decay.message}</p>}
      <Panel title={t('forecast.backTest.title')} note={t('forecast.backTest.note')}>
        <KeyValues
          columns={3}
          items={[
            [
              t('forecast.backTest.coverage'),
              coverage === null ? '–' : shareText({ share: coverage.share, error: coverage.error }),
            ],
            [t('forecast.backTest.decay'), spreadText({ mean: decay.ratio, error: decay.error })],
            [t('forecast.backTest.cuts'), String(cuts.length)],
          ]}
        />
      </Panel>
      <div className={classes.plots}>
        <LabFigure
          title={t('forecast.backTest.pit')}
          note={t('forecast.backTest.pitNote')}
          name="forecast-pit"
          table={{
            heads: [t('forecast.backTest.bin'), t('forecast.backTest.cuts')],
            rows: pitHistogram.map((count, bin) => [tenth(bin), String(count)]),
          }}
        >
          <LabColumns
            columns={pitHistogram.map((y, bin) => ({ x: bin / 10, y }))}
            xLabel={t('forecast.backTest.bin')}
            yLabel={t('forecast.backTest.cuts')}
          />
        </LabFigure>
        <DataTable
          title={t('forecast.backTest.table')}
          name="forecast-back-test"
          empty={t('forecast.backTest.none')}
          heads={[
            t('forecast.backTest.day'),
            t('forecast.backTest.until'),
            t('forecast.backTest.band'),
            t('forecast.backTest.came'),
            t('forecast.backTest.held'),
          ]}
          rows={cuts.map((cut) => [
            dayText(cut.day),
            dayText(cut.until),
            `${amountText(cut.mean)} (${cut.q05} – ${cut.q95})`,
            String(cut.actual),
            t(cut.isCovered ? 'forecast.backTest.yes' : 'forecast.backTest.no'),
          ])}
        />
      </div>
    </>
  );
}

/** How forecasts made on past days of this study would have done. */
export function BackTestPart() {
  const { data, failure } = useQuery('forecast.backTest', {});
  return (
    <div className={classes.stack}>
      <FailureNotice failure={failure} />
      {data !== undefined && <BackTest answer={data} />}
    </div>
  );
}
