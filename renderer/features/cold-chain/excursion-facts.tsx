import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { useDownload } from '../../components/use-download.ts';
import { FileFacts } from './file-facts.tsx';
import { Findings } from './findings.tsx';

type Detail = OutputOf<'excursions.get'>;

/** Where the readings come from and whether they can be trusted; by which profile they were judged. */
export function ExcursionFacts({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const { file, profiles, warnings } = detail;
  return (
    <Panel
      title={t('temperature.fileAndProfile')}
      actions={
        file !== null && (
          <Button
            size="compact-xs"
            variant="default"
            loading={isBusy}
            leftSection={<IconDownload size={14} />}
            onClick={() => void download('loggers.export', { file: file.file })}
          >
            {t('temperature.readingsCsv')}
          </Button>
        )
      }
    >
      {file !== null && <FileFacts facts={file} sha256={file.sha256} name={file.name} />}
      <div style={{ margin: '12px 0' }}>
        <KeyValues
          items={profiles.map(({ profile, name, version, setBy, rule }) => [
            `${profile}, ${t('temperature.version', { version })}`,
            `${name}. ${t('temperature.profileSignedBy', { name: setBy })} ${t(`temperature.rule.${rule}`)}`,
          ])}
        />
      </div>
      <Findings findings={warnings} />
    </Panel>
  );
}
