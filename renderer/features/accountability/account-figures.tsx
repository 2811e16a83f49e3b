import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SmallTable } from '../../components/small-table.tsx';
import { accountLines, lineText } from './account-lines.ts';
import type { ShownAccount } from './account-lines.ts';

interface Properties {
  readonly kits: ShownAccount;
  readonly units: ShownAccount | null;
  readonly imbalances: readonly string[];
  readonly label: string;
}

/** An account line by line in kits and units, with what breaks the identity. */
export function AccountFigures({ kits, units, imbalances, label }: Properties) {
  const { t } = useTranslation();
  return (
    <>
      <SmallTable
        label={label}
        rows={accountLines.map((line) => ({ line }))}
        rowKey={({ line }) => line}
        empty={null}
        columns={[
          {
            key: 'line',
            header: t('accountability.lineHeader'),
            width: 'minmax(110px, 1.4fr)',
            cell: ({ line }) => t(`accountability.line.${line}`),
          },
          {
            key: 'kits',
            header: t('accountability.in.kits'),
            width: 'minmax(60px, 1fr)',
            align: 'right',
            cell: ({ line }) => lineText(kits, line),
          },
          {
            key: 'units',
            header: t('accountability.in.units'),
            width: 'minmax(60px, 1fr)',
            align: 'right',
            cell: ({ line }) => lineText(units, line),
          },
        ]}
      />
      {imbalances.length > 0 && (
        <Alert
          color="red"
          icon={<IconAlertTriangle size={18} />}
          title={t('accountability.outOfBalance')}
        >
          {imbalances.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Alert>
      )}
    </>
  );
}
