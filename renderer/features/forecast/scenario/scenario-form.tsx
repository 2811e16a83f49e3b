import { Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useForecast } from '../forecast-state.ts';
import type { Scenario } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { fieldsOf, valueAt, withValue } from './fields.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** The values that planners vary most; everything else stands in the whole scenario. */
export function ScenarioForm({ scenario }: { readonly scenario: Scenario }) {
  const { t } = useTranslation();
  const { change } = useForecast();
  const { targetDate = '' } = scenario.recruitment;
  return (
    <div className={classes.fields}>
      <TextInput
        label={t('forecast.field.name')}
        maxLength={120}
        value={scenario.name}
        onChange={(event) => change({ ...scenario, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('forecast.field.start')}
        value={scenario.start}
        error={day.test(scenario.start) ? undefined : t('forecast.noDay')}
        onChange={(event) => change({ ...scenario, start: event.currentTarget.value })}
      />
      <TextInput
        label={t('forecast.field.targetDate')}
        placeholder={t('forecast.noDate')}
        value={targetDate}
        error={targetDate === '' || day.test(targetDate) ? undefined : t('forecast.noDay')}
        onChange={(event) => {
          const next = event.currentTarget.value;
          change(
            withValue(scenario, ['recruitment', 'targetDate'], next === '' ? undefined : next),
          );
        }}
      />
      <Checkbox
        label={t('forecast.field.fitRate')}
        pb={8}
        checked={scenario.recruitment.fitRate ?? false}
        onChange={(event) =>
          change(withValue(scenario, ['recruitment', 'fitRate'], event.currentTarget.checked))
        }
      />
      {fieldsOf(scenario).map(({ key, path, min, max, isWhole, usual }) => (
        <NumberInput
          key={key}
          label={t(`forecast.field.${key}`)}
          min={min}
          max={max}
          allowDecimal={!isWhole}
          decimalScale={6}
          clampBehavior="blur"
          {...(usual === undefined ? {} : { placeholder: String(usual) })}
          value={(valueAt(scenario, path) as number | undefined) ?? ''}
          onChange={(value) => {
            if (typeof value === 'number') change(withValue(scenario, path, value));
            else if (value === '' && usual !== undefined) {
              change(withValue(scenario, path, undefined));
            }
          }}
        />
      ))}
    </div>
  );
}
