import { Anchor, Button, Group, Stack } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../../../../shared/contracts/index.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { FileDrop } from '../../../components/file-drop.tsx';
import { Panel } from '../../../components/panel.tsx';
import { PictureScanDialog } from '../../../components/picture-scan-dialog.tsx';
import { hashOf } from '../../../state/route.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useQuery } from '../../../state/use-query.ts';
import type { Failure } from '../../../transport/client.ts';

/** What a reader puts before the text of a code. */
const prefix = /^\][A-Za-z]\d/;

/** Takes a record in: a dropped file, or the codes of one by picture in any order. */
export function TakeRecordIn() {
  const { t } = useTranslation();
  const take = useCommand('bundles.import');
  const [result, setResult] = useState<OutputOf<'bundles.import'>>();
  const [parts, setParts] = useState<readonly string[]>([]);
  const [scans, setScans] = useState(false);
  const [notTaken, setNotTaken] = useState<Failure>();
  const found = useQuery('bundles.parts', { parts: [...parts] }, { isEnabled: parts.length > 0 });
  const isWhole = found.data?.missing.length === 0;
  const { failure: misread } = found;
  // A code that does not belong to the others must not cost those that were scanned before it.
  useEffect(() => {
    if (misread === undefined) return;
    setNotTaken(misread);
    setParts((known) => known.slice(0, -1));
  }, [misread]);
  const run = async (input: InputOf<'bundles.import'>): Promise<void> => {
    const outcome = await take.run(input);
    if (!outcome.ok) return;
    setResult(outcome.value);
    setParts([]);
  };
  return (
    <Panel title={t('backup.takeIn')} note={t('backup.takeInNote')}>
      <Stack gap="md">
        <FileDrop
          label={t('backup.dropRecord')}
          kinds={t('backup.recordKinds')}
          file={null}
          onFile={({ name, base64 }) => void run({ file: { name, base64 } })}
        />
        <Group>
          <Button
            variant="default"
            leftSection={<IconCamera size={16} stroke={1.7} />}
            onClick={() => setScans(true)}
          >
            {t('backup.scanCodes')}
          </Button>
          {parts.length > 0 && (
            <>
              <Button
                disabled={!isWhole}
                loading={take.isBusy}
                onClick={() => void run({ parts: [...parts] })}
              >
                {t('backup.takeParts')}
              </Button>
              <Button variant="default" onClick={() => setParts([])}>
                {t('backup.forgetParts')}
              </Button>
              <span role="status">
                {isWhole
                  ? t('backup.allParts', { count: found.data?.total })
                  : t('backup.missingParts', {
                      missing: found.data?.missing.slice(0, 12).join(', '),
                      of: found.data?.total,
                    })}
              </span>
            </>
          )}
        </Group>
        <FailureNotice failure={take.failure ?? notTaken} />
        {result !== undefined && <TakenIn result={result} />}
      </Stack>
      {scans && (
        <PictureScanDialog
          onScan={(text) => {
            setNotTaken(undefined);
            setParts((known) => [...new Set([...known, text.replace(prefix, '')])]);
          }}
          onClose={() => setScans(false)}
        />
      )}
    </Panel>
  );
}

function TakenIn({ result }: { readonly result: OutputOf<'bundles.import'> }) {
  const { t } = useTranslation();
  const open = result.judged.filter(({ state }) => state === 'open').length;
  return (
    <div role="status">
      <strong>
        {result.repeated
          ? t('backup.repeated')
          : t('backup.added', { count: result.added, site: result.chain.site })}
      </strong>{' '}
      {t('backup.judged', { count: result.judged.length })}{' '}
      {open > 0 && (
        <Anchor href={hashOf('backup', 'desk')}>{t('backup.toDecide', { count: open })}</Anchor>
      )}
    </div>
  );
}
