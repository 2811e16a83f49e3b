import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LabelIssueRow } from '../../../shared/contracts/labels.ts';
import { countText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import type { Column } from '../../components/table-column.ts';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';

/** Columns of the table of issued labels. */
export function useIssueColumns(): readonly Column<LabelIssueRow>[] {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const mayPrint = useMay('labels.file');
  return [
    { key: 'issue', header: t('labels.issue'), width: '86px', cell: (row) => row.issue },
    {
      key: 'at',
      header: t('labels.issuedAt'),
      width: '200px',
      cell: (row) => <InstantText at={row.at} />,
    },
    {
      key: 'about',
      header: t('labels.about'),
      width: 'minmax(90px, 1fr)',
      cell: (row) => row.shipment ?? t('labels.aboutKits', { count: row.kits }),
    },
    {
      key: 'labels',
      header: t('labels.labels'),
      width: '64px',
      align: 'right',
      cell: (row) => countText(row.labels),
    },
    {
      key: 'template',
      header: t('labels.template'),
      width: 'minmax(140px, 1fr)',
      cell: (row) => t('labels.templateVersion', row),
    },
    { key: 'by', header: t('labels.issuedBy'), width: 'minmax(115px, 1fr)', cell: (row) => row.by },
    {
      key: 'reason',
      header: t('labels.reason'),
      width: 'minmax(120px, 2fr)',
      cell: (row) => row.reason ?? row.campaign ?? (row.again === 0 ? t('labels.firstTime') : '–'),
    },
    {
      key: 'file',
      header: '',
      headerLabel: t('labels.getFile'),
      width: '76px',
      cell: (row) =>
        mayPrint && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconFileTypePdf size={14} stroke={1.7} />}
            aria-label={`${t('labels.getFile')} ${row.issue}`}
            onClick={() => open({ kind: 'label-file', issue: row.issue, labels: row.labels })}
          >
            {t('labels.getFile')}
          </Button>
        ),
    },
  ];
}
