import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Ran } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { KeepRun } from '../runs/keep-run.tsx';
import { MeetingPage } from '../runs/meeting-page.tsx';
import { Bands } from './bands.tsx';
import { HeatFigure } from './heat-figure.tsx';
import { KeyFigures } from './key-figures.tsx';
import { PackagingPlan } from './packaging-plan.tsx';
import { CostTable, LotTable, OverageTable, StockOutTable, TransferTable } from './tables.tsx';
import { WhereCalculated } from './where-calculated.tsx';
import { WasteFigure } from './waste-figure.tsx';

/** Everything that a forecast tells. */
export function Results({ ran }: { readonly ran: Ran }) {
  const { answer, digest } = ran;
  const { t } = useTranslation();
  return (
    <div className={classes.stack} role="region" aria-label={t('forecast.results')}>
      <div className={classes.resultHead}>
        <Title order={2}>{answer.name}</Title>
        <div className={classes.resultActions}>
          <MeetingPage ran={ran} />
          <KeepRun ran={ran} />
        </div>
      </div>
      {ran.calculated !== undefined && <WhereCalculated calculated={ran.calculated} />}
      <KeyFigures answer={answer} />
      <div className={classes.plots}>
        <Bands
          bands={answer.bands}
          weeks={answer.weeks}
          target={answer.recruitment.target}
          targetDate={answer.recruitment.byTargetDate?.date}
        />
        <HeatFigure answer={answer} />
        <div className={classes.wide}>
          <PackagingPlan ran={ran} />
        </div>
        <WasteFigure answer={answer} />
        <StockOutTable answer={answer} />
        <div className={`${classes.wide} ${classes.stack}`}>
          <OverageTable answer={answer} />
          <LotTable answer={answer} />
          <CostTable answer={answer} />
          <TransferTable answer={answer} />
        </div>
      </div>
      <p className="quiet">
        {t('forecast.origin', {
          name: answer.name,
          replicates: answer.replicates,
          seed: answer.seed,
          engine: answer.engine,
          digest: digest.slice(0, 16),
        })}
      </p>
    </div>
  );
}
