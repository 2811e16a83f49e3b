import { Button, Group, Modal, Stack } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconCamera, IconPhoto } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPictureFile, readVideo } from '../state/picture-scan.ts';
import type { PictureScan } from '../state/picture-scan.ts';
import { useCamera } from '../state/use-camera.ts';
import { failureWords } from './failure-words.ts';
import { useClient } from '../transport/client-context.ts';
import classes from './picture-scan.module.css';

interface Properties {
  /** Called once for every barcode, as a scanner would type it. */
  onScan(text: string): void;
  onClose(): void;
}

const lookEveryMs = 400;

/** Reads barcodes from the camera, from a file, or from the clipboard; the pictures stay on this computer. */
export function PictureScanDialog({ onScan, onClose }: Properties) {
  const { t } = useTranslation();
  const client = useClient();
  const camera = useCamera();
  const { words, take } = useFindings(onScan);
  const readFile = useCallback(
    async (file: Blob | undefined) => {
      if (file !== undefined) take(await readPictureFile(client, file), true);
    },
    [client, take],
  );
  usePastedPicture(readFile);
  const { state, video } = camera;
  useEffect(() => {
    if (state !== 'on') return undefined;
    let isOver = false;
    const look = async (): Promise<void> => {
      if (video.current !== null) take(await readVideo(client, video.current), false);
      if (!isOver) timer = window.setTimeout(() => void look(), lookEveryMs);
    };
    let timer = window.setTimeout(() => void look(), lookEveryMs);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [client, state, take, video]);
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('labels.scan.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <video
          ref={video}
          className={classes.video}
          data-on={state === 'on'}
          muted
          playsInline
          aria-label={t('labels.scan.camera')}
        />
        {state !== 'on' && (
          <Dropzone
            onDrop={([file]) => void readFile(file)}
            multiple={false}
            accept={{ 'image/*': [] }}
            className={classes.drop ?? ''}
            inputProps={{ 'aria-label': t('labels.scan.drop') }}
            aria-label={t('labels.scan.drop')}
          >
            <IconPhoto size={28} stroke={1.4} aria-hidden />
            <p>{t('labels.scan.drop')}</p>
          </Dropzone>
        )}
        <p role="status" className={classes.words}>
          {words ?? t(state === 'refused' ? 'labels.scan.refused' : 'labels.scan.note')}
        </p>
        <Group justify="space-between">
          <Button
            variant="default"
            loading={state === 'starting'}
            leftSection={<IconCamera size={16} stroke={1.7} />}
            onClick={() => (state === 'on' ? camera.stop() : void camera.start())}
          >
            {t(state === 'on' ? 'labels.scan.off' : 'labels.scan.on')}
          </Button>
          <Button onClick={onClose}>{t('common.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Hands every barcode on once, and says in words what was found. */
function useFindings(onScan: (text: string) => void) {
  const { t } = useTranslation();
  const [words, setWords] = useState<string>();
  const [seen] = useState(() => new Set<string>());
  const take = (scan: PictureScan, isFile: boolean): void => {
    if (scan.kind === 'no-picture') return setWords(t('labels.scan.unreadable'));
    if (scan.kind === 'failed') return setWords(failureWords(scan.failure, t).message);
    const fresh = scan.texts.filter((text) => !seen.has(text));
    for (const text of fresh) {
      seen.add(text);
      onScan(text);
    }
    if (fresh.length > 0) setWords(t('labels.scan.read', { text: fresh.join(', ') }));
    else if (isFile) {
      setWords(t(scan.texts.length === 0 ? 'labels.scan.empty' : 'labels.scan.again'));
    }
  };
  return { words, take };
}

/** A picture in the clipboard is read as if it were dropped. */
function usePastedPicture(readFile: (file: Blob | undefined) => Promise<void>): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const [picture] = event.clipboardData?.files ?? [];
      if (picture === undefined) return;
      event.preventDefault();
      void readFile(picture);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [readFile]);
}
