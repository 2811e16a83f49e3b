import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { defaultResupply } from '../../../../shared/domain/stock/resupply-settings.ts';
import type { ResupplySettings } from '../../../../shared/domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';
import classes from '../resupply.module.css';
import { effectiveAtTarget, namesAt, statedAt, withValue } from './target.ts';
import type { Target } from './target.ts';
import { valueGroups } from './value-fields.ts';
import { ValueInput } from './value-input.tsx';
import { valueWords } from './value-words.ts';

interface Properties {
  readonly study: StudyDefinition;
  readonly settings: ResupplySettings;
  readonly target: Target;
  readonly mayChange: boolean;
  onChange(settings: ResupplySettings): void;
}

/** Every value in force at a level, where it is stated, and the way to state another here. */
export function ValuesTable({ study, settings, target, mayChange, onChange }: Properties) {
  const { t } = useTranslation();
  const { values, origins } = effectiveAtTarget(settings, target, study.sites);
  const stated = statedAt(settings, target);
  const isStudy = target.level === 'study';
  const names = namesAt(target.level, valueGroups.flat());
  return (
    <div
      role="table"
      aria-label={t('resupply.settings.values')}
      data-level={isStudy ? 'study' : 'narrower'}
    >
      {names.map((name) => {
        const isStated = stated[name] !== undefined;
        const set = (value: unknown): void => onChange(withValue(settings, target, name, value));
        const standard = valueWords(name, defaultResupply.study[name], t);
        return (
          <div key={name} role="row" className={classes.valueRow} data-stated={isStated}>
            <div role="rowheader">
              <span>{t(`resupply.field.${name}`)}</span>
              <p>{t(`resupply.fieldNote.${name}`)}</p>
            </div>
            <div role="cell">
              {isStated ? (
                <ValueInput
                  name={name}
                  value={values[name]}
                  isDisabled={!mayChange}
                  onChange={set}
                />
              ) : (
                <span className={classes.inherited}>{valueWords(name, values[name], t)}</span>
              )}
            </div>
            <div role="cell" className={classes.origin}>
              <span>{t(`resupply.origin.${origins[name]}`)}</span>
              {isStudy && mayChange && standard !== valueWords(name, values[name], t) && (
                <p>{t('resupply.settings.default', { value: standard })}</p>
              )}
            </div>
            {!isStudy && (
              <div role="cell" className={classes.valueAction}>
                {mayChange && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={t(
                      isStated ? 'resupply.settings.inheritOne' : 'resupply.settings.stateOne',
                      { field: t(`resupply.field.${name}`) },
                    )}
                    onClick={() => set(isStated ? undefined : values[name])}
                  >
                    {t(isStated ? 'resupply.settings.inherit' : 'resupply.settings.stateHere')}
                  </Button>
                )}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}
