import { IconFlask2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { CandidateList } from './candidate-list.tsx';
import { useLab } from './lab-state.ts';
import classes from './lab.module.css';
import { QuestionPanel } from './question-panel.tsx';
import { Results } from './results.tsx';
import { useArrival } from './use-arrival.ts';

/** The candidates at the left, what is found out about them at the right. */
export function ProceduresPart() {
  const { t } = useTranslation();
  const answered = useLab((state) => state.answered);
  const failure = useLab((state) => state.failure);
  const job = useLab((state) => state.job);
  const results = useArrival(answered);
  return (
    <div className={classes.columns}>
      <div className={classes.side}>
        <QuestionPanel />
        <CandidateList />
      </div>
      <div ref={results} className={classes.results}>
        {job !== null && <ProgressPanel job={job} title={t('lab.assessing')} canCancel />}
        <FailureNotice failure={failure} />
        {answered === null ? (
          job === null && (
            <Panel>
              <EmptyState icon={IconFlask2} title={t('lab.none')} next={t('lab.noneNext')} />
            </Panel>
          )
        ) : (
          <Results question={answered.question} engine={answered.assessment.engine} />
        )}
      </div>
    </div>
  );
}
