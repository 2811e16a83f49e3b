import { Button, Group, NumberInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { ProgressPanel } from '../../../components/progress-panel.tsx';
import { useMay } from '../../../state/session.ts';
import { useClient } from '../../../transport/client-context.ts';
import classes from '../resupply.module.css';
import { settingsInput } from '../settings/draft.ts';
import type { SettingsDraft } from '../settings/draft.ts';
import { LeakGroups } from './leak-groups.tsx';
import { NightsResult } from './nights-result.tsx';
import { useWhatIf } from './what-if-state.ts';

/** What the draft would change in the next thirty nights, and what it tells sites, before it is signed. */
export function WhatIfPanel({ draft }: { readonly draft: SettingsDraft }) {
  const { t } = useTranslation();
  const client = useClient();
  const mayPlay = useMay('resupply.compare');
  const [subjects, setSubjects] = useState<number | string>('');
  const { nights, leak, playNights, attack } = useWhatIf();
  const isRunning = nights.job !== null || leak.job !== null;
  const settings = settingsInput(draft.settings);
  const now = JSON.stringify(settings);
  const tryIt = async (): Promise<void> => {
    const watched = subjects === '' ? null : Number(subjects);
    // One after the other: both want all threads.
    if (mayPlay) await playNights(client, settings);
    await attack(client, settings, watched);
  };
  return (
    <Panel title={t('resupply.whatIf.title')} note={t('resupply.whatIf.note')}>
      <Group gap="md" align="flex-end">
        <NumberInput
          label={t('resupply.whatIf.subjects')}
          description={t('resupply.whatIf.subjectsNote')}
          placeholder={t('resupply.whatIf.subjectsAuto')}
          w={250}
          size="xs"
          min={2}
          max={60}
          allowDecimal={false}
          value={subjects}
          onChange={setSubjects}
        />
        <Button
          loading={isRunning}
          leftSection={<IconPlayerPlay size={16} />}
          onClick={() => void tryIt()}
        >
          {t(draft.isChanged ? 'resupply.whatIf.tryDraft' : 'resupply.whatIf.tryInForce')}
        </Button>
      </Group>
      {nights.job !== null && (
        <ProgressPanel job={nights.job} title={t('resupply.whatIf.playing')} canCancel />
      )}
      {leak.job !== null && (
        <ProgressPanel job={leak.job} title={t('resupply.whatIf.attacking')} canCancel />
      )}
      <FailureNotice failure={nights.failure ?? leak.failure} />
      {nights.answer !== null && (
        <div className={classes.result} data-stale={nights.about !== now}>
          {nights.about !== now && <p className={classes.short}>{t('resupply.whatIf.stale')}</p>}
          <NightsResult answer={nights.answer} hasBefore={draft.inForce !== null} />
        </div>
      )}
      {leak.answer !== null && (
        <div className={classes.result} data-stale={leak.about !== now}>
          {leak.about !== now && nights.about === now && (
            <p className={classes.short}>{t('resupply.whatIf.stale')}</p>
          )}
          <LeakGroups answer={leak.answer} />
        </div>
      )}
    </Panel>
  );
}
