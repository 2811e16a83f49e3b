import { Dropzone } from '@mantine/dropzone';
import { IconFileUpload, IconTemperature } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Panel } from '../../../components/panel.tsx';
import { readFile } from '../../../components/save-file.ts';
import { StatusBadge } from '../../../components/status-badge.tsx';
import classes from '../cold-chain.module.css';
import { watchedText } from '../words.ts';
import { FileInHand } from './file-in-hand.tsx';
import { ForAll } from './for-all.tsx';
import { isReady, useWaitingFiles } from './waiting-files.ts';
import type { WaitingFile } from './waiting-files.ts';

const mostAtOnce = 50;

/** What stands beside a file in the list. */
function statusOf(file: WaitingFile): string {
  if (file.state === 'imported') {
    return file.imported?.isExcursion === true ? 'logger-excursion' : 'logger-kept';
  }
  if (file.state === 'read') {
    if ((file.preview?.alreadyImported ?? null) !== null) return 'logger-known';
    if (!isReady(file)) return 'logger-asks';
    return file.preview?.assessment?.isExcursion === true ? 'logger-breach' : 'logger-read';
  }
  return `logger-${file.state}`;
}

/** Drop files, look at what they say, say what they watched, keep them. */
export function ImportBench({ shipment }: { readonly shipment: string | null }) {
  const { t } = useTranslation();
  const { files, add, read, keep, remove } = useWaitingFiles(shipment);
  const [chosen, setChosen] = useState<string | null>(null);
  const bench = useRef<HTMLDivElement>(null);
  const choose = (key: string): void => {
    setChosen(key);
    bench.current?.scrollTo({ top: 0 });
  };
  const inHand = files.find(({ key }) => key === chosen) ?? files[0];
  const drop = async (dropped: readonly File[]): Promise<void> => {
    if (dropped.length > mostAtOnce) {
      announce({ color: 'red', message: t('temperature.import.tooMany', { count: mostAtOnce }) });
    }
    add(await Promise.all(dropped.slice(0, mostAtOnce).map(readFile)));
  };
  return (
    <div className={classes.scroll} ref={bench}>
      <div className={classes.bench}>
        <div className={classes.hand}>
          <Panel title={t('temperature.import.files')}>
            <LoggerDrop shipment={shipment} onDrop={(dropped) => void drop(dropped)} />
            <ForAll files={files} onRead={read} onKeep={keep} />
            <FileList files={files} chosen={inHand?.key ?? null} onChoose={choose} />
          </Panel>
        </div>
        {inHand === undefined ? (
          <Panel>
            <EmptyState
              icon={IconTemperature}
              title={t('temperature.import.nothing')}
              next={t('temperature.import.nothingNext')}
            />
          </Panel>
        ) : (
          <FileInHand
            key={inHand.key}
            file={inHand}
            onRead={read}
            onKeep={keep}
            onRemove={() => remove(inHand.key)}
          />
        )}
      </div>
    </div>
  );
}

interface DropProperties {
  readonly shipment: string | null;
  onDrop(files: readonly File[]): void;
}

function LoggerDrop({ shipment, onDrop }: DropProperties) {
  const { t } = useTranslation();
  const label = t(shipment === null ? 'temperature.import.drop' : 'temperature.import.dropFor', {
    shipment,
  });
  return (
    <Dropzone
      multiple
      onDrop={onDrop}
      className={classes.drop ?? ''}
      inputProps={{ 'aria-label': label }}
      aria-label={label}
    >
      <div className={classes.dropInner}>
        <IconFileUpload size={28} stroke={1.4} aria-hidden />
        <div>
          <p className={classes.dropWords} style={{ color: 'var(--ink)', fontWeight: 550 }}>
            {label}
          </p>
          <p className={classes.dropWords} style={{ fontSize: 12 }}>
            {t('temperature.import.kinds')}
          </p>
        </div>
      </div>
    </Dropzone>
  );
}

interface ListProperties {
  readonly files: readonly WaitingFile[];
  readonly chosen: string | null;
  onChoose(key: string): void;
}

function FileList({ files, chosen, onChoose }: ListProperties) {
  const { t } = useTranslation();
  return (
    <ul className={classes.files} aria-label={t('temperature.import.files')} aria-live="polite">
      {files.map((file) => (
        <li key={file.key}>
          <button
            type="button"
            className={classes.file}
            aria-pressed={file.key === chosen}
            onClick={() => onChoose(file.key)}
          >
            <span className={classes.fileName} title={file.file.name}>
              {file.file.name}
              {(file.preview?.watched ?? null) !== null && (
                <span className={classes.fileWatched}>{watchedText(t, file.watched)}</span>
              )}
            </span>
            <StatusBadge isPlain status={statusOf(file)} />
          </button>
        </li>
      ))}
    </ul>
  );
}
