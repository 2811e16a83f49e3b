import { Button, CopyButton, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import type { ChosenFile } from '../../components/save-file.ts';
import { useCommand } from '../../state/use-command.ts';
import { useQuery } from '../../state/use-query.ts';
import { Door } from './door.tsx';
import classes from './door.module.css';
import { SitePeople } from './site-people.tsx';

interface Properties {
  onDone(): void;
  onBack(): void;
}

/** Makes this machine a site's: its request code goes to the pharmacist, the pack comes back, people are named. */
export function MakeSite({ onDone, onBack }: Properties) {
  const { t } = useTranslation();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const read = useCommand('site.readPack');
  const [pack, setPack] = useState<Awaited<ReturnType<typeof read.run>>>();
  const [isConfirmed, setConfirmed] = useState(false);
  const choose = (next: ChosenFile): void => {
    setFile(next);
    setPack(undefined);
    void read.run({ file: { name: next.name, base64: next.base64 } }).then(setPack);
  };
  if (isConfirmed && file !== null && pack?.ok === true) {
    return (
      <SitePeople
        file={{ name: file.name, base64: file.base64 }}
        pack={pack.value}
        onBack={() => setConfirmed(false)}
        onDone={onDone}
      />
    );
  }
  return (
    <Door title={t('session.makeSite')} intro={t('session.makeSiteIntro')} width={820}>
      <Stack gap="lg">
        <SiteRequest />
        <section className={classes.panel}>
          <Stack gap="md">
            <h2 className={classes.stepHeading}>{t('session.packStep')}</h2>
            <FileDrop
              label={t('session.dropPack')}
              kinds={t('session.packKinds')}
              file={file}
              onFile={choose}
            />
            <FailureNotice failure={read.failure} />
            {pack?.ok === true && (
              <div role="status">
                <p className={classes.plainText}>
                  {t('session.packHolds', {
                    protocol: pack.value.protocol,
                    site: pack.value.site,
                    count: pack.value.envelopes,
                  })}
                </p>
                <p className={classes.plainText}>{t('session.packFrom')}</p>
                <p className={classes.fingerprint}>{pack.value.consoleFingerprint}</p>
              </div>
            )}
          </Stack>
        </section>
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            {t('common.back')}
          </Button>
          <Button
            disabled={pack?.ok !== true}
            loading={read.isBusy}
            onClick={() => setConfirmed(true)}
          >
            {t('session.packFits')}
          </Button>
        </Group>
      </Stack>
    </Door>
  );
}

/** The request of this machine, and the fingerprint to read out by telephone. */
function SiteRequest() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('site.request', {});
  return (
    <section className={classes.panel}>
      <Stack gap="sm">
        <h2 className={classes.stepHeading}>{t('session.requestStep')}</h2>
        <FailureNotice failure={failure} />
        <p className={classes.plainText}>{t('session.requestNote')}</p>
        <div className={classes.request}>
          <code>{data?.request}</code>
          <CopyButton value={data?.request ?? ''}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'session.copied' : 'session.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
        <p className={classes.plainText}>{t('session.fingerprintNote')}</p>
        <p className={classes.fingerprint} aria-label={t('session.fingerprint')}>
          {data?.fingerprint}
        </p>
      </Stack>
    </section>
  );
}
