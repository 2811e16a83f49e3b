import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRow } from '../../../shared/contracts/subjects.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { useArmName } from './use-arm-name.ts';

/** Columns of the subject table; the arm only for people who hold the key. */
export function useSubjectColumns(isUnblinded: boolean): readonly Column<SubjectRow>[] {
  const { t } = useTranslation();
  const armName = useArmName();
  return useMemo(() => {
    const arm: Column<SubjectRow> = {
      key: 'arm',
      header: t('subjects.arm'),
      width: 'minmax(130px, 0.9fr)',
      cell: (row) => <ArmBadge name={row.arm === null ? null : armName(row.arm)} />,
    };
    return [
      {
        key: 'subject',
        header: t('subjects.subject'),
        width: 'minmax(100px, 0.8fr)',
        sort: 'subject',
        cell: (row) => <strong style={{ fontWeight: 550 }}>{row.subject}</strong>,
      },
      {
        key: 'status',
        header: t('subjects.status'),
        width: 'minmax(108px, 0.8fr)',
        cell: (row) => <StatusBadge isPlain status={row.status} />,
      },
      {
        key: 'site',
        header: t('subjects.site'),
        width: 'minmax(64px, 0.5fr)',
        sort: 'site',
        cell: (row) => row.site,
      },
      {
        key: 'number',
        header: t('subjects.numberShort'),
        width: 'minmax(84px, 0.6fr)',
        cell: (row) => <span className="mono">{row.randomizationNumber ?? '–'}</span>,
      },
      ...(isUnblinded ? [arm] : []),
      {
        key: 'stratum',
        header: t('subjects.stratum'),
        width: 'minmax(130px, 1.8fr)',
        cell: (row) => row.stratum ?? '–',
      },
      {
        key: 'kits',
        header: t('subjects.kitCount'),
        width: '40px',
        align: 'right',
        cell: (row) => row.kits.length,
      },
      {
        key: 'at',
        header: t('subjects.randomizedAt'),
        width: 'minmax(200px, 1fr)',
        sort: 'randomizedAt',
        align: 'right',
        cell: (row) => (row.randomizedAt === null ? '–' : <InstantText at={row.randomizedAt} />),
      },
    ];
  }, [t, armName, isUnblinded]);
}
