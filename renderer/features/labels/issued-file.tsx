import { Alert, Button, Group, NumberInput, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileOutput } from '../../../shared/contracts/common.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useClient } from '../../transport/client-context.ts';
import type { Failure } from '../../transport/client.ts';

interface Properties {
  readonly issue: string;
  readonly labels: number;
  /** Places on a sheet; a used one may begin later. */
  readonly onSheet: number;
  readonly firstPlace: number;
  onClose(): void;
}

type State =
  | { readonly kind: 'making' }
  | { readonly kind: 'made'; readonly file: FileOutput }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Makes the PDF of issued labels; long work that shows how far it is and can be stopped. */
function useLabelsFile(issue: string) {
  const client = useClient();
  const job = useRef(crypto.randomUUID()).current;
  const [state, setState] = useState<State>({ kind: 'making' });
  const make = async (firstPlace: number): Promise<void> => {
    setState({ kind: 'making' });
    const outcome = await client.ask('labels.file', { issue, firstPlace, job });
    if (!outcome.ok) return setState({ kind: 'failed', failure: outcome.failure });
    setState({ kind: 'made', file: outcome.value });
  };
  return { job, state, make };
}

/** The labels that were issued, as a file to print. */
export function IssuedFile({ issue, labels, onSheet, firstPlace, onClose }: Properties) {
  const { t } = useTranslation();
  const [first, setFirst] = useState(firstPlace);
  const { job, state, make } = useLabelsFile(issue);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void make(firstPlace);
  }, [make, firstPlace]);
  return (
    <Stack gap="md">
      <p style={{ margin: 0 }}>{t('labels.made', { count: labels, issue })}</p>
      {state.kind === 'making' && (
        <ProgressPanel job={job} title={t('labels.making', { issue })} canCancel />
      )}
      {state.kind === 'failed' && (
        <>
          <FailureNotice failure={state.failure} />
          <Alert color="blue">{t('labels.stopped')}</Alert>
        </>
      )}
      {state.kind === 'made' && <p className="quiet">{t('labels.madeNote')}</p>}
      <Group justify="flex-end" align="flex-end" gap="sm">
        {onSheet > 1 && state.kind !== 'making' && (
          <NumberInput
            label={t('labels.firstPlace')}
            min={1}
            max={onSheet}
            w={190}
            value={first}
            onChange={(next) => {
              setFirst(Number(next));
              void make(Number(next) || 1);
            }}
          />
        )}
        {state.kind === 'failed' && (
          <Button variant="default" onClick={() => void make(first)}>
            {t('labels.getFile')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('labels.done')}
        </Button>
        <Button
          disabled={state.kind !== 'made'}
          leftSection={<IconDownload size={16} stroke={1.7} />}
          onClick={() => state.kind === 'made' && saveFile(state.file)}
        >
          {t('labels.save')}
        </Button>
      </Group>
    </Stack>
  );
}
