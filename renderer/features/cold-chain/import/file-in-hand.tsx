import { Button, Group, Skeleton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TemperatureChart } from '../../../charts/temperature/temperature-chart.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { go } from '../../../state/route.ts';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import { Arithmetic } from '../arithmetic.tsx';
import { FileFacts } from '../file-facts.tsx';
import { Findings } from '../findings.tsx';
import { StayTable } from '../stay-table.tsx';
import classes from '../cold-chain.module.css';
import { ConfirmMappingDialog } from './confirm-mapping-dialog.tsx';
import { ReadingQuestions } from './reading-questions.tsx';
import { isReady } from './waiting-files.ts';
import type { Preview, WaitingFile } from './waiting-files.ts';
import { WatchedFields } from './watched-fields.tsx';
import { WatchedTime } from './watched-time.tsx';

interface Properties {
  readonly file: WaitingFile;
  onRead(file: WaitingFile): void;
  onKeep(file: WaitingFile): void;
  onRemove(): void;
}

/** One dropped file: what it says, what it watched, and what that means. */
export function FileInHand({ file, onRead, onKeep, onRemove }: Properties) {
  const { t } = useTranslation();
  const { preview, state, watched } = file;
  const watches = watched.shipment !== undefined || watched.place !== undefined;
  return (
    <div className={classes.stack}>
      <Panel
        title={<Title file={file} />}
        actions={
          <>
            <Button size="compact-sm" variant="subtle" onClick={onRemove}>
              {t('temperature.import.remove')}
            </Button>
            {state !== 'imported' && (
              <Button
                size="compact-sm"
                disabled={!isReady(file)}
                loading={state === 'importing'}
                leftSection={<IconFileImport size={15} stroke={1.7} />}
                onClick={() => onKeep(file)}
              >
                {t('temperature.import.keep')}
              </Button>
            )}
          </>
        }
      >
        <div className={classes.stack}>
          <Outcome file={file} />
          <FailureNotice failure={file.failure} />
          {state !== 'imported' && (
            <ReadingQuestions
              key={preview?.sha256 ?? file.failure?.kind ?? 'reading'}
              file={file}
              onChoices={(choices) => onRead({ ...file, choices })}
            />
          )}
          {state !== 'imported' && (preview !== null || watches) && (
            <WatchedFields file={file} onWatched={(next) => onRead({ ...file, watched: next })} />
          )}
          {state !== 'imported' && watches && (
            <WatchedTime
              key={`${file.watched.shipment} ${file.watched.place}`}
              file={file}
              onWatched={(next) => onRead({ ...file, watched: next })}
            />
          )}
          {preview === null && state === 'reading' && <Skeleton height={320} />}
          {preview !== null && <PreviewChart preview={preview} />}
        </div>
      </Panel>
      {preview !== null && <PreviewMeaning file={file} preview={preview} />}
    </div>
  );
}

/** The name, and whether its maker's signature holds. */
function Title({ file }: { readonly file: WaitingFile }) {
  const verdict = file.preview?.inspected.signature ?? 'unsigned';
  return (
    <span className={classes.titleLine}>
      {file.file.name}
      {verdict !== 'unsigned' && <StatusBadge status={`signature-${verdict}`} />}
    </span>
  );
}

/** What became of it, or why it cannot be kept as it is. */
function Outcome({ file }: { readonly file: WaitingFile }) {
  const { t } = useTranslation();
  const { imported, preview } = file;
  if (imported !== null) {
    return (
      <Group justify="space-between" className={classes.notice ?? ''} role="status">
        <span>
          {t(
            imported.isExcursion
              ? 'temperature.import.doneExcursion'
              : 'temperature.import.doneCalm',
            { file: imported.file, count: imported.kits, quarantined: imported.quarantined },
          )}
        </span>
        {imported.excursion !== null && (
          <Button size="compact-sm" onClick={() => go('cold-chain', imported.excursion)}>
            {t('temperature.import.toExcursion', { excursion: imported.excursion })}
          </Button>
        )}
      </Group>
    );
  }
  if (preview === null) return null;
  const notes = [
    ...(preview.alreadyImported === null
      ? []
      : [t('temperature.import.known', { file: preview.alreadyImported })]),
    ...(preview.inspected.signature === 'altered' ? [t('temperature.import.altered')] : []),
    ...(preview.notJudged === null ? [] : [preview.notJudged]),
    ...(preview.mapping === null
      ? []
      : [t('temperature.import.byMapping', { name: preview.mapping })]),
    ...preview.supersedes.map((excursion) => t('temperature.import.supersedes', { excursion })),
    ...preview.overlaps.map((overlap) => t('temperature.import.overlap', { ...overlap })),
  ];
  return notes.map((note) => (
    <p key={note} className={classes.notice}>
      {note}
    </p>
  ));
}

function PreviewChart({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation();
  const bands = useShownBands(preview);
  return (
    <TemperatureChart
      label={t('temperature.chart.preview')}
      data={preview.chart}
      stays={preview.assessment?.stays ?? []}
      bands={bands}
      intervalSeconds={preview.inspected.intervalSeconds}
      isZoned={preview.inspected.zone !== null}
    />
  );
}

/** Limits of the profile that it was judged by. */
function useShownBands(preview: Preview) {
  const { data } = useQuery('storage.profiles', {});
  const used = preview.assessment?.groups[0]?.profile;
  const profiles = data?.profiles ?? [];
  const shown =
    profiles.find(({ profile }) => profile === used) ?? profiles.find(({ lots }) => lots === null);
  return shown?.bands ?? null;
}

function PreviewMeaning({
  file,
  preview,
}: {
  readonly file: WaitingFile;
  readonly preview: Preview;
}) {
  const { t } = useTranslation();
  const bands = useShownBands(preview);
  const mayConfirm = useMay('loggers.confirmMapping');
  const [isConfirming, setConfirming] = useState(false);
  const { assessment, inspected } = preview;
  const canRemember = mayConfirm && inspected.headings.length > 1 && inspected.column !== null;
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        {assessment !== null && preview.watched !== null && assessment.groups.length === 0 && (
          <p className={classes.notice}>{t('temperature.import.noKits')}</p>
        )}
        {assessment?.groups.map((group, index) => (
          <Arithmetic key={group.kits[0] ?? index} group={group} index={index} />
        ))}
        {assessment !== null && <StayTable assessment={assessment} bands={bands} />}
      </div>
      <Panel
        title={t('temperature.import.facts')}
        actions={
          canRemember && (
            <Button size="compact-xs" variant="default" onClick={() => setConfirming(true)}>
              {t('temperature.mapping.action')}
            </Button>
          )
        }
      >
        <FileFacts facts={inspected} sha256={preview.sha256} name={file.file.name} />
        <div style={{ marginTop: 12 }}>
          <Findings findings={inspected.warnings} />
        </div>
        {isConfirming && (
          <ConfirmMappingDialog
            file={file}
            preview={preview}
            onClose={() => setConfirming(false)}
          />
        )}
      </Panel>
    </div>
  );
}
