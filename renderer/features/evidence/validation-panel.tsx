import { Button } from '@mantine/core';
import { IconDownload, IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValidationSummary } from '../../../shared/contracts/validation.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { countText } from '../../components/format.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import type { Column } from '../../components/table-column.ts';
import { useDownload } from '../../components/use-download.ts';
import { useCommand } from '../../state/use-command.ts';
import classes from './evidence.module.css';

type Area = ValidationSummary['areas'][number];

function useAreaColumns(): readonly Column<Area>[] {
  const { t } = useTranslation();
  const number = (key: 'requirements' | 'passed' | 'failed' | 'notRun'): Column<Area> => ({
    key,
    header: t(`evidence.of.${key}`),
    width: '120px',
    align: 'right',
    cell: (row) => countText(row[key]),
  });
  return [
    {
      key: 'area',
      header: t('evidence.area'),
      width: 'minmax(160px, 1fr)',
      cell: (row) => t(`evidence.areaOf.${row.area}`, { defaultValue: row.area }),
    },
    number('requirements'),
    number('passed'),
    number('failed'),
    number('notRun'),
  ];
}

function Findings({ summary }: { readonly summary: ValidationSummary }) {
  const { t } = useTranslation();
  const columns = useAreaColumns();
  const count = summary.deviations.length;
  return (
    <>
      <p className={`${classes.verdict} ${count === 0 ? classes.good : classes.bad}`} role="status">
        {count === 0 ? t('evidence.noDeviation') : t('evidence.deviations', { count })}
      </p>
      <SmallTable
        label={t('evidence.validation')}
        columns={columns}
        rows={summary.areas}
        rowKey={(row) => row.area}
        empty={null}
      />
      {count > 0 && (
        <ol className={classes.deviations}>
          {summary.deviations.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      )}
    </>
  );
}

/** Requirements with the results of their tests, and everything that deviates. */
export function ValidationPanel() {
  const { t } = useTranslation();
  const get = useCommand('validation.get');
  const { download, isBusy } = useDownload();
  const [summary, setSummary] = useState<ValidationSummary>();
  const show = async (): Promise<void> => {
    const outcome = await get.run({});
    if (outcome.ok) setSummary(outcome.value);
  };
  return (
    <Panel
      title={t('evidence.validation')}
      note={t('evidence.validationNote')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.7} />}
            loading={isBusy}
            onClick={() => void download('validation.report', {})}
          >
            {t('evidence.validationReport')}
          </Button>
          <Button
            leftSection={<IconListCheck size={16} stroke={1.7} />}
            loading={get.isBusy}
            onClick={() => void show()}
          >
            {t('evidence.showValidation')}
          </Button>
        </>
      }
    >
      <FailureNotice failure={get.failure} />
      {summary === undefined ? (
        <EmptyState
          icon={IconListCheck}
          title={t('evidence.notShown')}
          next={t('evidence.notYetNext')}
        />
      ) : (
        <Findings summary={summary} />
      )}
    </Panel>
  );
}
