import { IconPill } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { Panel } from '../../components/panel.tsx';
import classes from './study.module.css';

/** Arms with their ratio, and kit types. */
export function ArmsPanel({ study }: { readonly study: StudyDefinition }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('study.armsAndKits')}>
      <ul className={classes.lines}>
        {study.arms.map((arm) => (
          <li key={arm.id}>
            <span className={classes.ratio}>{arm.ratio}</span>
            <span>
              <strong>{arm.name}</strong> <code>{arm.id}</code>
            </span>
          </li>
        ))}
      </ul>
      <h3 className={classes.small}>{t('study.kitTypes')}</h3>
      <ul className={classes.lines}>
        {study.kitTypes.map((kitType) => (
          <li key={kitType.id}>
            <IconPill size={18} stroke={1.6} aria-hidden />
            <span>
              <strong>{kitType.name}</strong> <code>{kitType.id}</code>
              <br />
              <span className="quiet">
                {t('study.units', { count: kitType.unitCount, unit: kitType.unitName })} ·{' '}
                {kitType.storage}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
