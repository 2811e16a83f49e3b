import { Button } from '@mantine/core';
import { IconArrowBackUp, IconBan, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../../components/inspector.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { useDownload } from '../../../components/use-download.ts';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import classes from '../backup.module.css';
import { EndPackDialog } from './end-pack-dialog.tsx';
import { ReleaseLog } from './release-log.tsx';

interface Properties {
  readonly pack: string;
  onClose(): void;
}

/** One pack: what is left by stratum, who was answered by telephone, and how it ends. */
export function PackInspector({ pack, onClose }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('packs.get', { pack });
  return (
    <Inspector
      label={t('backup.packTitle', { pack })}
      title={pack}
      onClose={onClose}
      actions={data === undefined ? undefined : <PackEnds pack={data.pack} />}
    >
      <FailureNotice failure={failure} />
      {data !== undefined && <PackFacts found={data} />}
    </Inspector>
  );
}

function PackFacts({ found }: { readonly found: OutputOf<'packs.get'> }) {
  const { t } = useTranslation();
  const { pack, strata, people, releases, consoleFingerprint } = found;
  return (
    <>
      <KeyValues
        items={[
          [t('backup.status'), <StatusBadge key="s" status={`pack-${pack.status}`} />],
          [t('backup.site'), `${pack.site} · ${pack.siteName}`],
          [t('backup.release'), t(`backup.mode.${pack.release}`)],
          [t('backup.validFrom'), <InstantText key="f" at={pack.validFrom} />],
          [t('backup.validUntil'), <InstantText key="u" at={pack.validUntil} />],
          [
            t('backup.list'),
            pack.cohort === null
              ? pack.list
              : t('backup.listOfCohort', { list: pack.list, cohort: pack.cohort }),
          ],
          [t('backup.kitsInside'), pack.kits],
          [t('backup.layers'), pack.layers],
          [t('backup.surrendered'), t(pack.surrendered ? 'backup.yes' : 'backup.no')],
        ]}
      />
      <InspectorPart title={t('backup.strata')}>
        <KeyValues
          items={strata.map(({ words, envelopes, used }) => [
            words,
            t('backup.leftOf', { left: envelopes - used, all: envelopes }),
          ])}
        />
      </InspectorPart>
      {people.length > 0 && (
        <InspectorPart title={t('backup.people')}>
          <KeyValues items={people.map(({ name, code }) => [name, code ?? ''])} />
          <p className="quiet">{t('backup.personCodeNote')}</p>
        </InspectorPart>
      )}
      <InspectorPart title={t('backup.consoleFingerprint')}>
        <p className={`${classes.fingerprint} ${classes.inside}`}>{consoleFingerprint}</p>
      </InspectorPart>
      <InspectorPart title={t('backup.releases')}>
        <ReleaseLog releases={releases} />
      </InspectorPart>
    </>
  );
}

function PackEnds({ pack }: { readonly pack: OutputOf<'packs.get'>['pack'] }) {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const mayEnd = useMay('packs.return');
  const [ending, setEnding] = useState<'revoke' | 'return'>();
  if (!mayEnd) return null;
  return (
    <div className={classes.actions}>
      {pack.status === 'issued' && (
        <>
          <Button
            loading={isBusy}
            leftSection={<IconDownload size={16} stroke={1.7} />}
            onClick={() => void download('packs.file', { pack: pack.pack })}
          >
            {t('backup.saveFile')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconBan size={16} stroke={1.7} />}
            onClick={() => setEnding('revoke')}
          >
            {t('backup.revoke')}
          </Button>
        </>
      )}
      {pack.status !== 'returned' && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} stroke={1.7} />}
          onClick={() => setEnding('return')}
        >
          {t('backup.return')}
        </Button>
      )}
      {ending !== undefined && (
        <EndPackDialog
          pack={pack.pack}
          how={ending}
          surrendered={pack.surrendered}
          onClose={() => setEnding(undefined)}
        />
      )}
    </div>
  );
}
