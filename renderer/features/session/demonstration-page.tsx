import { Button, Group, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { useCommand } from '../../state/use-command.ts';
import { Door } from './door.tsx';
import classes from './door.module.css';

interface Properties {
  onDone(): void;
  onBack(): void;
}

/** Builds the demonstration through the real commands, with progress. */
export function DemonstrationPage({ onDone, onBack }: Properties) {
  const { t } = useTranslation();
  const build = useCommand('store.demonstration');
  const [scale, setScale] = useState<'small' | 'full'>('small');
  return (
    <Door title={t('session.demonstration')} intro={t('session.demonstrationIntro')} width={560}>
      <div className={classes.panel}>
        <Stack gap="lg">
          {build.isBusy ? (
            <ProgressPanel job={undefined} title={t('session.building')} />
          ) : (
            <Radio.Group
              label={t('session.scale')}
              value={scale}
              onChange={(value) => setScale(value === 'full' ? 'full' : 'small')}
            >
              <Stack gap="sm" mt="sm">
                <Radio
                  value="small"
                  label={t('session.scaleSmall')}
                  description={t('session.scaleSmallNote')}
                />
                <Radio
                  value="full"
                  label={t('session.scaleFull')}
                  description={t('session.scaleFullNote')}
                />
              </Stack>
            </Radio.Group>
          )}
          <FailureNotice failure={build.failure} />
          <Group justify="space-between">
            <Button variant="default" onClick={onBack} disabled={build.isBusy}>
              {t('common.back')}
            </Button>
            <Button
              loading={build.isBusy}
              onClick={() =>
                void build.run({ scale }).then((outcome) => {
                  if (outcome.ok) onDone();
                })
              }
            >
              {t('session.buildDemonstration')}
            </Button>
          </Group>
        </Stack>
      </div>
    </Door>
  );
}
