import { Button, Group, Select, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KitMappingInput } from '../../../../shared/contracts/kits.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import type { ChosenFile } from '../../../components/save-file.ts';
import { useCommand } from '../../../state/use-command.ts';
import { FilePreview } from './file-preview.tsx';
import type { FileReport } from './file-report.ts';
import { RowIssues } from './row-issues.tsx';

const needed = ['number', 'kitType', 'lot', 'expiry'] as const;
const orders = ['iso', 'day-first', 'month-first'] as const;

interface Properties {
  readonly file: ChosenFile;
  readonly report: FileReport;
  readonly mapping: KitMappingInput | undefined;
  onBack(): void;
  onConfirm(mapping: KitMappingInput): void;
}

/** Step 2: which column is what, confirmed by a person; then every row is checked. */
export function MapColumns({ file, report, mapping, onBack, onConfirm }: Properties) {
  const { t } = useTranslation();
  const check = useCommand('kits.checkFile');
  const [chosen, setChosen] = useState<FileReport['proposed']>(mapping ?? report.proposed);
  const [checked, setChecked] = useState<FileReport>();
  const isComplete = needed.every((key) => chosen[key] !== undefined && chosen[key] !== '');
  const full = { dateOrder: 'iso', ...chosen } as KitMappingInput;
  const change = (key: keyof KitMappingInput, value: string | null): void => {
    setChecked(undefined);
    const { [key]: _, ...rest } = chosen;
    setChosen(value === null ? rest : { ...rest, [key]: value });
  };
  const checkRows = async (): Promise<void> => {
    const outcome = await check.run({
      file: { name: file.name, base64: file.base64 },
      mapping: full,
    });
    if (!outcome.ok) return;
    setChecked(outcome.value);
    if (outcome.value.issueCount === 0) onConfirm(full);
  };
  return (
    <Stack gap="lg">
      {report.questions.map((question) => (
        <p key={question} role="status" style={{ margin: 0 }}>
          {question}
        </p>
      ))}
      <SimpleGrid cols={3} spacing="md">
        {[...needed, 'sequence' as const].map((key) => (
          <Select
            key={key}
            label={t(`kits.column.${key}`)}
            placeholder={t('kits.chooseColumn')}
            clearable={key === 'sequence'}
            data={report.columns}
            value={chosen[key] ?? null}
            onChange={(value) => change(key, value)}
          />
        ))}
        <Select
          label={t('kits.column.dateOrder')}
          allowDeselect={false}
          data={orders.map((order) => ({ value: order, label: t(`kits.dateOrder.${order}`) }))}
          value={full.dateOrder ?? 'iso'}
          onChange={(value) => change('dateOrder', value)}
        />
      </SimpleGrid>
      <FilePreview columns={report.columns} rows={report.preview} total={report.rows} />
      <FailureNotice failure={check.failure} />
      {checked !== undefined && <RowIssues fileName={file.name} report={checked} />}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button loading={check.isBusy} disabled={!isComplete} onClick={() => void checkRows()}>
          {t('kits.checkRows')}
        </Button>
      </Group>
    </Stack>
  );
}
