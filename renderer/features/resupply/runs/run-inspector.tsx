import { Button } from '@mantine/core';
import { IconPlayerTrackPrev } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../../components/inspector.tsx';
import { ProgressPanel } from '../../../components/progress-panel.tsx';
import { useArmInformation } from '../../../state/arm-marks.ts';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import { useClient } from '../../../transport/client-context.ts';
import type { Failure } from '../../../transport/client.ts';
import { ReplayVerdict } from './replay-verdict.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunLines } from './run-lines.tsx';

type Replay = OutputOf<'resupply.replay'>;

/** One run: who signed it, its shipments, and the run made again from the ledger with all its numbers. */
export function RunInspector({ run, onClose }: { readonly run: string; onClose(): void }) {
  const { t } = useTranslation();
  const client = useClient();
  const mayReplay = useMay('resupply.replay');
  const row = useQuery('resupply.runs', { limit: 500 }).data?.rows.find((one) => one.run === run);
  const [job, setJob] = useState<string | null>(null);
  const [replay, setReplay] = useState<Replay | null>(null);
  const [failure, setFailure] = useState<Failure>();
  useArmInformation(replay !== null);
  const start = async (): Promise<void> => {
    const name = `replay-${crypto.randomUUID()}`;
    setJob(name);
    setFailure(undefined);
    const outcome = await client.ask('resupply.replay', { run, job: name });
    setJob(null);
    if (outcome.ok) setReplay(outcome.value);
    else setFailure(outcome.failure);
  };
  return (
    <Inspector
      label={t('resupply.runNamed', { run })}
      title={<span style={{ fontSize: 20, fontWeight: 600 }}>{run}</span>}
      onClose={onClose}
      actions={
        mayReplay && (
          <Button
            loading={job !== null}
            leftSection={<IconPlayerTrackPrev size={16} stroke={1.7} />}
            onClick={() => void start()}
          >
            {t('resupply.replay.start')}
          </Button>
        )
      }
    >
      {row !== undefined && <RunFacts row={row} />}
      {job !== null && <ProgressPanel job={job} title={t('resupply.replay.running')} canCancel />}
      <FailureNotice failure={failure} />
      {replay !== null && (
        <>
          <ReplayVerdict replay={replay} />
          <InspectorPart title={t('resupply.replay.lines')}>
            <RunLines replay={replay} />
          </InspectorPart>
        </>
      )}
    </Inspector>
  );
}
