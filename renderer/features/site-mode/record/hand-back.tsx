import { Button, Stack } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { saveFile } from '../../../components/save-file.ts';
import { useCommand } from '../../../state/use-command.ts';
import recordClasses from './record.module.css';
import classes from '../site-mode.module.css';
import { QrParts } from './qr-parts.tsx';

/** The record of this site for the console: as a file, or as codes to be photographed. */
export function HandBack({ onHome }: { onHome(): void }) {
  const { t } = useTranslation();
  const bundle = useCommand('site.bundle');
  const [codes, setCodes] = useState<OutputOf<'site.bundle'>>();
  const make = async (asCodes: boolean): Promise<void> => {
    const outcome = await bundle.run(asCodes ? { partLength: 800, asCodes } : {});
    if (!outcome.ok) return;
    if (asCodes) return setCodes(outcome.value);
    saveFile(outcome.value.file);
    announce({ message: t('common.saved', { name: outcome.value.file.name }) });
  };
  if (codes !== undefined) {
    return <QrParts parts={codes.parts} onBack={() => setCodes(undefined)} />;
  }
  return (
    <Stack gap={24}>
      <div className={classes.start}>
        <h1>{t('siteMode.handBack')}</h1>
        <p>{t('siteMode.handBackNote')}</p>
      </div>
      <div className={classes.twoWays}>
        <section className={recordClasses.panel}>
          <h2>{t('siteMode.asFile')}</h2>
          <p>{t('siteMode.asFileNote')}</p>
          <Button
            size="lg"
            loading={bundle.isBusy}
            leftSection={<IconDownload size={22} stroke={1.7} aria-hidden />}
            onClick={() => void make(false)}
          >
            {t('siteMode.saveRecord')}
          </Button>
        </section>
        <section className={recordClasses.panel}>
          <h2>{t('siteMode.asCodes')}</h2>
          <p>{t('siteMode.asCodesNote')}</p>
          <Button
            size="lg"
            variant="default"
            loading={bundle.isBusy}
            leftSection={<IconQrcode size={22} stroke={1.7} aria-hidden />}
            onClick={() => void make(true)}
          >
            {t('siteMode.showCodes')}
          </Button>
        </section>
      </div>
      <FailureNotice failure={bundle.failure} />
      <div>
        <Button
          size="lg"
          variant="default"
          leftSection={<IconArrowLeft size={22} aria-hidden />}
          onClick={onHome}
        >
          {t('common.back')}
        </Button>
      </div>
    </Stack>
  );
}
