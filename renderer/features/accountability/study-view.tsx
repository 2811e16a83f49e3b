import { IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useSession } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { AccountFigures } from './account-figures.tsx';

/** The study as a whole: everything that came from production, and where it is now. */
export function StudyView() {
  const { t } = useTranslation();
  const { data } = useQuery('accountability.places', {}, { keepsFormer: true });
  const study = data?.study;
  const { user } = useSession().status;
  useArmInformation(user?.unblinded === true);
  return (
    <Panel
      title={t('accountability.wholeStudy')}
      note={t('accountability.identity')}
      actions={
        study && <StatusBadge status={study.imbalances.length === 0 ? 'balanced' : 'unbalanced'} />
      }
    >
      {data?.study === null && (
        <EmptyState
          icon={IconScale}
          title={t('accountability.ownSites')}
          next={t('accountability.ownSitesNext')}
        />
      )}
      {data && study && (
        <>
          <AccountFigures {...study} label={t('accountability.wholeStudy')} />
          <p className="quiet">
            {data.unitsHidden === null
              ? t('accountability.onTheWayNote')
              : t(`accountability.unitsHidden.${data.unitsHidden}`)}
          </p>
        </>
      )}
    </Panel>
  );
}
