import { Chip, Group, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../../shared/base/iso-date.ts';
import { defaultRunAt } from '../../../../shared/domain/stock/resupply-settings.ts';
import type { ResupplySettings } from '../../../../shared/domain/stock/resupply-settings.ts';
import { Panel } from '../../../components/panel.tsx';
import classes from '../resupply.module.css';

type Calendar = ResupplySettings['calendar'];

interface Properties {
  readonly calendar: Calendar;
  readonly mayChange: boolean;
  onChange(calendar: Calendar): void;
}

/** When runs are made and when anything travels. */
export function CalendarPanel({ calendar, mayChange, onChange }: Properties) {
  const { t } = useTranslation();
  const { runAt = defaultRunAt, cutOff } = calendar;
  const time = (label: string, value: string, set: (next: string) => void) => (
    <TextInput
      type="time"
      label={label}
      w={210}
      value={value}
      disabled={!mayChange}
      onChange={(event) =>
        /^\d\d:\d\d$/.test(event.currentTarget.value) && set(event.currentTarget.value)
      }
    />
  );
  return (
    <Panel title={t('resupply.calendar.title')} note={t('resupply.calendar.note')}>
      <div className={classes.calendar}>
        <Weekdays
          label={t('resupply.calendar.runDays')}
          value={calendar.runWeekdays}
          isDisabled={!mayChange}
          onChange={(runWeekdays) => onChange({ ...calendar, runWeekdays })}
        />
        <Weekdays
          label={t('resupply.calendar.workDays')}
          value={calendar.workWeekdays}
          isDisabled={!mayChange}
          onChange={(workWeekdays) => onChange({ ...calendar, workWeekdays })}
        />
        <Group gap="md">
          {time(t('resupply.calendar.runAt'), runAt, (next) =>
            onChange({ ...calendar, runAt: next }),
          )}
          {time(t('resupply.calendar.cutOff'), cutOff, (next) =>
            onChange({ ...calendar, cutOff: next }),
          )}
        </Group>
        <Holidays
          label={t('resupply.calendar.holidays')}
          value={calendar.holidays}
          isDisabled={!mayChange}
          onChange={(holidays) => onChange({ ...calendar, holidays })}
        />
      </div>
    </Panel>
  );
}

interface WeekdayProperties {
  readonly label: string;
  readonly value: readonly number[];
  readonly isDisabled: boolean;
  onChange(value: readonly number[]): void;
}

function Weekdays({ label, value, isDisabled, onChange }: WeekdayProperties) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={label}>
      <p className={classes.fieldLabel}>{label}</p>
      <Chip.Group
        multiple
        value={value.map(String)}
        onChange={(days) => days.length > 0 && onChange(days.map(Number).toSorted())}
      >
        <Group gap={6}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Chip key={day} size="xs" value={String(day)} disabled={isDisabled}>
              {t(`resupply.weekday.${day}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  );
}

interface HolidayProperties {
  readonly label: string;
  readonly value: readonly string[];
  readonly isDisabled: boolean;
  onChange(value: readonly string[]): void;
}

/** Days off, one YYYY-MM-DD a line; what is no date stays as typed and is named. */
export function Holidays({ label, value, isDisabled, onChange }: HolidayProperties) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value.join('\n'));
  const words = typed.split(/[\s,;]+/).filter((word) => word !== '');
  const wrong = words.find((word) => !isIsoDate(word));
  return (
    <Textarea
      label={label}
      description={t('resupply.calendar.holidaysNote')}
      autosize
      minRows={2}
      maxRows={8}
      disabled={isDisabled}
      value={typed}
      error={wrong === undefined ? undefined : t('resupply.calendar.noDate', { word: wrong })}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const days = text.split(/[\s,;]+/).filter((word) => word !== '');
        if (days.every(isIsoDate)) onChange([...new Set(days)].toSorted());
      }}
    />
  );
}
