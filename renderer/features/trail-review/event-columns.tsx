import { Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrailRow } from '../../../shared/contracts/trail.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';

export interface EntryChoice {
  has(entry: number): boolean;
  toggle(entry: number): void;
}

/** Columns of critical events; without a choice there is nothing to tick. */
export function useEventColumns(choice: EntryChoice | null): readonly Column<TrailRow>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const tick: Column<TrailRow> = {
      key: 'choose',
      header: '',
      width: '34px',
      cell: (row) => (
        <span onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            aria-label={t('review.choose', { entry: row.entry })}
            checked={choice?.has(row.entry) ?? false}
            onChange={() => choice?.toggle(row.entry)}
          />
        </span>
      ),
    };
    return [
      ...(choice === null ? [] : [tick]),
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
        key: 'critical',
        header: t('review.kind'),
        width: 'minmax(130px, 0.9fr)',
        cell: (row) => (row.critical === null ? '–' : t(`review.class.${row.critical}`)),
      },
      {
        key: 'by',
        header: t('trail.by'),
        width: 'minmax(110px, 0.7fr)',
        cell: (row) => row.printedName,
      },
      {
        key: 'what',
        header: t('trail.what'),
        width: 'minmax(220px, 2.4fr)',
        cell: (row) => (
          <>
            <span style={{ fontWeight: 550 }}>{row.what}</span>{' '}
            <span className="quiet">{row.reason ?? row.detail}</span>
          </>
        ),
      },
      {
        key: 'reviewed',
        header: t('review.reviewed'),
        width: '130px',
        cell: (row) => <StatusBadge status={row.reviewed ? 'reviewed' : 'not-reviewed'} isPlain />,
      },
    ];
  }, [t, choice]);
}
