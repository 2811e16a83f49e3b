import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { Panel } from '../../../components/panel.tsx';
import classes from '../code-break.module.css';

interface Properties {
  readonly rules: OutputOf<'codeBreak.settings'> | undefined;
  readonly isExercise: boolean;
}

/** What a code break sets going, before anybody starts one. */
export function WhatHappens({ rules, isExercise }: Properties) {
  const { t } = useTranslation();
  const steps = isExercise
    ? [
        t('codeBreak.exerciseStep.same'),
        t('codeBreak.exerciseStep.none'),
        t('codeBreak.exerciseStep.marked'),
      ]
    : [
        t('codeBreak.step.recorded'),
        t('codeBreak.step.shown', { count: rules?.shownForSeconds ?? 60 }),
        t('codeBreak.step.notice'),
        t('codeBreak.step.reason', { count: rules?.reasonWithinHours ?? 24 }),
        t('codeBreak.step.assess', { count: rules?.assessWithinDays ?? 5 }),
      ];
  return (
    <Panel title={t('codeBreak.whatHappens')}>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {!isExercise && rules !== undefined && rules.tell.length > 0 && (
        <>
          <h3 className={classes.subheading}>{t('codeBreak.tell')}</h3>
          <ul className={classes.tell}>
            {rules.tell.map((whom) => (
              <li key={whom}>{whom}</li>
            ))}
          </ul>
        </>
      )}
      {rules !== undefined && rules.telephone !== null && (
        <p className={classes.telephone}>
          {t('codeBreak.telephone')} <strong>{rules.telephone}</strong>
        </p>
      )}
    </Panel>
  );
}
