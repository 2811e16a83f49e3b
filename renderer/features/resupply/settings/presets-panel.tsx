import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { resupplyPresets } from '../../../../shared/domain/stock/resupply-presets.ts';
import type { ResupplyPreset } from '../../../../shared/domain/stock/resupply-presets.ts';
import type { ResupplySettings } from '../../../../shared/domain/stock/resupply-settings.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { ProgressPanel } from '../../../components/progress-panel.tsx';
import { useClient } from '../../../transport/client-context.ts';
import classes from '../resupply.module.css';
import { LeakVerdict } from '../what-if/leak-verdict.tsx';
import { useWhatIf } from '../what-if/what-if-state.ts';
import { namesAt, withValue } from './target.ts';
import type { Target } from './target.ts';
import { valueGroups } from './value-fields.ts';

interface Properties {
  readonly settings: ResupplySettings;
  readonly target: Target;
  onChange(settings: ResupplySettings): void;
}

/** Settings to start from; whether one keeps the blind is what the check finds, nothing else. */
export function PresetsPanel({ settings, target, onChange }: Properties) {
  const { t } = useTranslation();
  const client = useClient();
  const { job, failure, answer } = useWhatIf((state) => state.presets);
  const check = useWhatIf((state) => state.checkPresets);
  const names = namesAt(target.level, valueGroups.flat());
  const use = ({ values }: ResupplyPreset): void => {
    const stated = Object.entries(values).filter(([name]) => names.some((one) => one === name));
    onChange(
      stated.reduce(
        (next, [name, value]) => withValue(next, target, name as (typeof names)[number], value),
        settings,
      ),
    );
  };
  return (
    <Panel
      title={t('resupply.presets.title')}
      note={t('resupply.presets.note')}
      actions={
        job === null && (
          <Button size="xs" variant="default" onClick={() => void check(client)}>
            {t('resupply.presets.check')}
          </Button>
        )
      }
    >
      {job !== null && <ProgressPanel job={job} title={t('resupply.presets.checking')} canCancel />}
      <FailureNotice failure={failure} />
      <ul className={classes.presets}>
        {resupplyPresets.map((preset) => {
          const found = answer?.presets.find(({ name }) => name === preset.name);
          return (
            <li key={preset.name}>
              <div>
                <strong>{t(`resupply.preset.${preset.name}`)}</strong>
                <p>{preset.summary}</p>
                <LeakVerdict
                  isOneForOne={preset.name === 'one-for-one'}
                  leak={found === undefined ? undefined : found.leak}
                />
              </div>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('resupply.presets.useOne', {
                  preset: t(`resupply.preset.${preset.name}`),
                })}
                onClick={() => use(preset)}
              >
                {t('resupply.presets.use')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
