import { IconLayersIntersect } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type {
  StratificationFactor,
  StudyDefinition,
} from '../../../shared/domain/study/study-definition.ts';
import { Panel } from '../../components/panel.tsx';
import classes from './study.module.css';

/** Stratification factors and the gates before randomization. */
export function FactorsPanel({ study }: { readonly study: StudyDefinition }) {
  const { t } = useTranslation();
  const derivation = (factor: StratificationFactor): string => {
    if (factor.kind === 'level') return t('study.chosenLevel');
    const cuts = factor.cutPoints.join(', ');
    return factor.kind === 'number'
      ? t('study.fromNumber', { cuts, unit: factor.unit })
      : t(`study.fromDate.${factor.measure}`, { cuts });
  };
  return (
    <Panel title={t('study.factorsAndGates')}>
      {study.factors.length === 0 && <p className="quiet">{t('study.noFactors')}</p>}
      <ul className={classes.lines}>
        {study.factors.map((factor) => (
          <li key={factor.id}>
            <IconLayersIntersect size={18} stroke={1.6} aria-hidden />
            <span>
              <strong>{factor.name}</strong> <code>{factor.id}</code>
              <br />
              <span className="quiet">
                {factor.levels.map(({ name }) => name).join(' · ')} — {derivation(factor)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <h3 className={classes.small}>{t('study.gates')}</h3>
      <ul className={classes.plain}>
        <li>{t('study.consentVersions', { versions: study.gates.consentVersions.join(', ') })}</li>
        {study.gates.eligibility.map(({ id, kind, text }) => (
          <li key={id}>{t(`subjects.gate.${kind}`, { text })}</li>
        ))}
      </ul>
    </Panel>
  );
}
