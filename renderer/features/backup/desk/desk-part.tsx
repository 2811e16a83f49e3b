import { SegmentedControl } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReconciliationRow } from '../../../../shared/contracts/reconciliation.ts';
import { Beside } from '../../../components/beside.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { KitNumber } from '../../../components/kit-number.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import type { Column } from '../../../components/table-column.ts';
import { Toolbar } from '../../../components/toolbar.tsx';
import { go, hashOf } from '../../../state/route.ts';
import { useQuery } from '../../../state/use-query.ts';
import classes from '../backup.module.css';
import { ItemInspector } from './item-inspector.tsx';

const states = ['all', 'open', 'waiting', 'recorded', 'resolved'] as const;
type State = (typeof states)[number];

/** One verdict for every offline assignment; those that do not match wait for a decision. */
export function DeskPart({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const [state, setState] = useState<State>('all');
  const { data, failure } = useQuery(
    'reconciliation.items',
    { ...(state === 'all' ? {} : { state }), offset: 0, limit: 200 },
    { keepsFormer: true },
  );
  return (
    <Beside>
      <Panel isFlush fills>
        <Toolbar>
          <SegmentedControl
            aria-label={t('backup.status')}
            value={state}
            onChange={(next) => setState(states.find((known) => known === next) ?? 'all')}
            data={states.map((value) => ({ value, label: t(`backup.state.${value}`) }))}
          />
        </Toolbar>
        <FailureNotice failure={failure} />
        <SmallTable
          label={t('backup.part.desk')}
          columns={useDeskColumns()}
          rows={data?.rows}
          rowKey={(row) => row.key}
          empty={
            <EmptyState
              icon={IconChecks}
              title={t('backup.nothingHere')}
              next={t('backup.nothingHereNext')}
            />
          }
        />
      </Panel>
      {open !== null && (
        <ItemInspector key={open} itemKey={open} onClose={() => go('backup', 'desk')} />
      )}
    </Beside>
  );
}

function useDeskColumns(): readonly Column<ReconciliationRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'subject',
      header: t('backup.subject'),
      width: 'minmax(110px, 1fr)',
      cell: ({ subject, key }) => <a href={hashOf('backup', `desk:${key}`)}>{subject}</a>,
    },
    {
      key: 'verdict',
      header: t('backup.verdict'),
      width: '190px',
      cell: ({ verdict, state }) =>
        state === 'waiting' ? (
          <span className="quiet">{t('backup.noVerdictYet')}</span>
        ) : (
          <StatusBadge status={`verdict-${verdict}`} />
        ),
    },
    {
      key: 'state',
      header: t('backup.status'),
      width: '130px',
      cell: ({ state }) => <StatusBadge isPlain status={`offline-${state}`} />,
    },
    { key: 'site', header: t('backup.site'), width: '80px', cell: ({ site }) => site },
    {
      key: 'kits',
      header: t('backup.kits'),
      width: 'minmax(120px, 1fr)',
      cell: ({ kits }) => (
        <span className={classes.kits}>
          {kits.map((number) => (
            <KitNumber key={number} number={number} />
          ))}
        </span>
      ),
    },
    {
      key: 'at',
      header: t('backup.openedAt'),
      width: '200px',
      cell: ({ at, offsetMinutes }) => <InstantText at={at} offsetMinutes={offsetMinutes} />,
    },
  ];
}
