import { useTranslation } from 'react-i18next';
import type { Opening } from '../../../shared/contracts/custody.ts';
import { countText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';

export function useOpeningColumns(): readonly Column<Opening>[] {
  const { t } = useTranslation();
  return [
    { key: 'code', header: t('custody.code'), width: '90px', cell: ({ code }) => code },
    {
      key: 'what',
      header: t('custody.what'),
      width: 'minmax(180px, 1.6fr)',
      cell: ({ part, use, list }) => t(`custody.wanted.${part}.${use}`, { list }),
    },
    {
      key: 'requestedBy',
      header: t('custody.requestedBy'),
      width: 'minmax(130px, 1fr)',
      cell: ({ requestedBy }) => requestedBy,
    },
    {
      key: 'answeredBy',
      header: t('custody.answeredBy'),
      width: 'minmax(130px, 1fr)',
      cell: ({ answeredBy }) => answeredBy ?? '–',
    },
    {
      key: 'at',
      header: t('custody.requestedAt'),
      width: '215px',
      cell: ({ requestedAt }) => <InstantText at={requestedAt} />,
    },
    {
      key: 'looks',
      header: t('custody.looks'),
      width: '60px',
      align: 'right',
      cell: ({ looks }) => countText(looks.length),
    },
    {
      key: 'state',
      header: t('custody.state'),
      width: '150px',
      cell: ({ state }) => <StatusBadge status={`opening-${state}`} />,
    },
  ];
}
