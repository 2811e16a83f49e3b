import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useMay } from '../../../state/session.ts';
import { useStudy } from '../../../state/use-study.ts';
import classes from '../resupply.module.css';
import { WhatIfPanel } from '../what-if/what-if-panel.tsx';
import { CalendarPanel, Holidays } from './calendar-panel.tsx';
import { useSettingsDraft } from './draft.ts';
import { PresetsPanel } from './presets-panel.tsx';
import { SettingsHead } from './settings-head.tsx';
import { TargetChoice } from './target-choice.tsx';
import { wholeStudy, withValue } from './target.ts';
import { ValuesTable } from './values-table.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** The settings in force by level, a draft of others, what it would change, and its signature. */
export function SettingsPart() {
  const { t } = useTranslation();
  const study = useStudy();
  const { draft, failure } = useSettingsDraft();
  const mayChange = useMay('resupply.setParameters');
  const [target, setTarget] = useState(wholeStudy);
  if (draft === undefined || study === undefined) return <FailureNotice failure={failure} />;
  const { settings, change } = draft;
  const country = settings.countries.find((row) => row.country === target.country);
  return (
    <>
      <SettingsHead draft={draft} mayChange={mayChange} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Panel
            isFlush
            title={t('resupply.settings.title')}
            note={t('resupply.settings.note')}
            actions={<TargetChoice study={study} value={target} onChange={setTarget} />}
          >
            <ValuesTable
              key={JSON.stringify(target)}
              study={study}
              settings={settings}
              target={target}
              mayChange={mayChange}
              onChange={change}
            />
            {target.level === 'country' && (
              <div className={classes.countryDays}>
                <Holidays
                  key={target.country}
                  label={t('resupply.calendar.countryHolidays', { country: target.country })}
                  value={country?.holidays ?? []}
                  isDisabled={!mayChange}
                  onChange={(days) =>
                    change(
                      withValue(settings, target, 'holidays', days.length === 0 ? undefined : days),
                    )
                  }
                />
              </div>
            )}
          </Panel>
          <CalendarPanel
            calendar={settings.calendar}
            mayChange={mayChange}
            onChange={(calendar) => change({ ...settings, calendar })}
          />
        </div>
        <div className={classes.column}>
          {mayChange && <WhatIfPanel draft={draft} />}
          {mayChange && <PresetsPanel settings={settings} target={target} onChange={change} />}
          <VersionsPanel />
        </div>
      </div>
    </>
  );
}
