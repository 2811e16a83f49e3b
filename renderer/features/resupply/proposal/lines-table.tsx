import { SegmentedControl } from '@mantine/core';
import { IconTruckOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { WindowedTable } from '../../../components/windowed-table.tsx';
import { rowsOfList } from '../../stock/rows-of-list.ts';
import type { SentLine } from './sent-line.ts';
import { useLineColumns } from './use-line-columns.tsx';

interface Properties {
  readonly label: string;
  readonly lines: readonly SentLine[] | undefined;
  readonly open: string | null;
  readonly actions?: ReactNode;
  onOpen(key: string): void;
}

const isSent = ({ sent, line }: SentLine): boolean => sent > 0 || line.arithmetic.ordered > 0;

/** The lines of a proposal or run; those that send nothing are one press away. */
export function LinesTable({ label, lines, open, actions, onOpen }: Properties) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [scope, setScope] = useState('sent');
  const columns = useLineColumns();
  const shown = useMemo(
    () =>
      lines
        ?.filter((row) => scope === 'all' || isSent(row))
        .filter(({ line }) => line.site.toLowerCase().includes(search.toLowerCase())),
    [lines, scope, search],
  );
  return (
    <>
      <Toolbar>
        <SearchField label={t('resupply.site')} width={160} onSearch={setSearch} />
        <SegmentedControl
          size="xs"
          aria-label={t('resupply.shownLines')}
          value={scope}
          data={[
            { value: 'sent', label: t('resupply.onlySent') },
            { value: 'all', label: t('resupply.allLines') },
          ]}
          onChange={setScope}
        />
        {actions}
      </Toolbar>
      <WindowedTable
        label={label}
        columns={columns}
        rows={rowsOfList(shown, undefined)}
        rowKey={({ key }) => key}
        openKey={open}
        onOpen={({ key }) => onOpen(key)}
        empty={
          <EmptyState
            icon={IconTruckOff}
            title={t('resupply.nothingSent')}
            next={t('resupply.nothingSentNext')}
          />
        }
      />
    </>
  );
}
