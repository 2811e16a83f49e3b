import { Tooltip } from '@mantine/core';
import { IconLock, IconSignature } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrailEntry } from '../../../shared/contracts/trail.ts';
import { InstantText } from '../../components/instant-text.tsx';
import type { Column } from '../../components/table-column.ts';

/** Columns of the trail. */
export function useTrailColumns(): readonly Column<TrailEntry>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'entry',
        header: t('trail.entry'),
        width: '56px',
        align: 'right',
        cell: (row) => row.entry,
      },
      {
        key: 'at',
        header: t('trail.at'),
        width: '200px',
        cell: (row) => <InstantText at={row.at} offsetMinutes={row.offsetMinutes} />,
      },
      {
        key: 'by',
        header: t('trail.by'),
        width: 'minmax(130px, 0.8fr)',
        cell: (row) => row.printedName,
      },
      {
        key: 'what',
        header: t('trail.what'),
        width: 'minmax(260px, 3fr)',
        cell: (row) => (
          <>
            <span style={{ fontWeight: 550 }}>{row.what}</span>{' '}
            <span className="quiet">{row.detail}</span>
          </>
        ),
      },
      {
        key: 'marks',
        header: t('trail.marks'),
        width: '60px',
        cell: (row) => (
          <>
            {row.signed !== null && (
              <Tooltip label={t('trail.isSigned', { meaning: row.signed })}>
                <IconSignature
                  size={16}
                  stroke={1.7}
                  role="img"
                  aria-label={t('trail.isSigned', { meaning: row.signed })}
                />
              </Tooltip>
            )}{' '}
            {row.sealed && (
              <Tooltip label={t('trail.isSealed')}>
                <IconLock size={15} stroke={1.7} role="img" aria-label={t('trail.isSealed')} />
              </Tooltip>
            )}
          </>
        ),
      },
    ],
    [t],
  );
}
