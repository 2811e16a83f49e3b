import { IconBuildingHospital } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { ProgressPanel } from '../../../components/progress-panel.tsx';
import { useLab } from '../lab-state.ts';
import classes from '../lab.module.css';
import { useArrival } from '../use-arrival.ts';
import { MulticentreResults } from './multicentre-results.tsx';
import { useMulticentre } from './multicentre-state.ts';
import { ScenarioForm } from './scenario-form.tsx';

/** Designs compared on the simulated recruitment of a whole trial. */
export function MulticentrePart() {
  const { t } = useTranslation();
  const user = useLab((state) => state.owner);
  const { belongTo, owner, answered, failure, job } = useMulticentre();
  const results = useArrival(answered);
  useEffect(() => belongTo(user), [belongTo, user]);
  if (owner !== user) return null;
  return (
    <div className={classes.columns}>
      <div className={classes.side}>
        <ScenarioForm />
      </div>
      <div ref={results} className={classes.results}>
        {job !== null && <ProgressPanel job={job} title={t('lab.multicentre.running')} canCancel />}
        <FailureNotice failure={failure} />
        {answered !== null && <MulticentreResults {...answered} />}
        {answered === null && job === null && (
          <Panel>
            <EmptyState
              icon={IconBuildingHospital}
              title={t('lab.multicentre.none')}
              next={t('lab.multicentre.noneNext')}
            />
          </Panel>
        )}
      </div>
    </div>
  );
}
