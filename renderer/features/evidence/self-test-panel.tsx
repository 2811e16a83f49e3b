import { Button } from '@mantine/core';
import { IconDownload, IconStethoscope } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SelfTestResult } from '../../../shared/contracts/self-test.ts';
import { CheckList } from '../../components/check-list.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useCommand } from '../../state/use-command.ts';
import classes from './evidence.module.css';

const groups = ['program', 'machine', 'engine', 'cryptography', 'study', 'host'] as const;

/** Items by group; a failed one says what was expected. */
function Items({ result }: { readonly result: SelfTestResult }) {
  const { t } = useTranslation();
  const failed = result.items.filter(({ passed }) => !passed).length;
  return (
    <>
      <p className={`${classes.verdict} ${result.ok ? classes.good : classes.bad}`} role="status">
        {result.ok
          ? t('evidence.passes', { count: result.items.length })
          : t('evidence.fails', { count: failed, total: result.items.length })}
      </p>
      <div className={classes.groups}>
        {groups.map((group) => {
          const checks = result.items
            .filter((one) => one.group === group)
            .toSorted((a, b) => Number(a.passed) - Number(b.passed))
            .map(({ item, passed, expected, found }) => ({
              check: item,
              passed,
              detail: t(passed ? 'evidence.found' : 'evidence.expectedFound', { expected, found }),
            }));
          return checks.length === 0 ? null : (
            <CheckList key={group} title={t(`evidence.group.${group}`)} checks={checks} />
          );
        })}
      </div>
    </>
  );
}

/** The self-test of the installation qualification. */
export function SelfTestPanel() {
  const { t } = useTranslation();
  const test = useCommand('selfTest.run');
  const { download, isBusy } = useDownload();
  const [result, setResult] = useState<SelfTestResult>();
  const run = async (): Promise<void> => {
    const outcome = await test.run({});
    if (outcome.ok) setResult(outcome.value);
  };
  return (
    <Panel
      title={t('evidence.selfTest')}
      note={t('evidence.selfTestNote')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.7} />}
            loading={isBusy}
            onClick={() => void download('selfTest.report', {})}
          >
            {t('evidence.report')}
          </Button>
          <Button
            leftSection={<IconStethoscope size={16} stroke={1.7} />}
            loading={test.isBusy}
            onClick={() => void run()}
          >
            {t('evidence.run')}
          </Button>
        </>
      }
    >
      <FailureNotice failure={test.failure} />
      {result === undefined ? (
        <EmptyState
          icon={IconStethoscope}
          title={t('evidence.notYet')}
          next={t('evidence.notYetNext')}
        />
      ) : (
        <Items result={result} />
      )}
    </Panel>
  );
}
