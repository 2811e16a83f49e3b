import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { RecruitmentChart } from '../../charts/recruitment-chart.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useSession } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { LatestEntries } from './latest-entries.tsx';
import { StudyFigures } from './study-figures.tsx';
import { TaskList } from './task-list.tsx';
import classes from './today.module.css';

/** What waits for this person, and how the study stands. */
export function TodayScreen() {
  const { t } = useTranslation();
  const { user } = useSession().status;
  const { data, failure } = useQuery('today.get', {});
  useArmInformation(data?.tasks.some(({ namesTypes }) => namesTypes === true) ?? false);
  return (
    <Page
      title={t('today.title')}
      subtitle={t('today.subtitle', { name: user?.printedName ?? '' })}
      help="today"
    >
      <FailureNotice failure={failure} />
      <StudyFigures study={data?.study} />
      <div className={classes.columns}>
        <Panel title={t('today.tasks')} isFlush>
          <TaskList tasks={data?.tasks} />
        </Panel>
        <Panel title={t('today.recruitment')}>
          <RecruitmentChart months={data?.recruitment} planned={data?.study.planned ?? 0} />
        </Panel>
      </div>
      <Panel title={t('today.latest')} isFlush>
        <LatestEntries entries={data?.latest} />
      </Panel>
    </Page>
  );
}
