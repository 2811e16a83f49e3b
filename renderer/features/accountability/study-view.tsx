import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useQuery } from '../../state/use-query.ts';
import { AccountFigures } from './account-figures.tsx';

/** The study as a whole: everything that came from production, and where it is now. */
export function StudyView() {
  const { t } = useTranslation();
  const { data } = useQuery('accountability.places', {}, { keepsFormer: true });
  return (
    <Panel
      title={t('accountability.wholeStudy')}
      note={t('accountability.identity')}
      actions={
        data !== undefined && (
          <StatusBadge status={data.study.imbalances.length === 0 ? 'balanced' : 'unbalanced'} />
        )
      }
    >
      {data !== undefined && (
        <>
          <AccountFigures {...data.study} label={t('accountability.wholeStudy')} />
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
