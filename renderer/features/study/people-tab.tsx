import { Anchor, Button, Group } from '@mantine/core';
import { IconEye, IconEyeOff, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../../../shared/contracts/access.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { mayAsk, useSession } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';
import { PersonAccess } from './person-access.tsx';
import { UserReasonDialog } from './user-reason-dialog.tsx';
import type { UserDeed } from './user-reason-dialog.tsx';

/** The people of the study. */
export function PeopleTab() {
  const { t } = useTranslation();
  const { user: me } = useSession().status;
  const { data, failure } = useQuery('access.users', {});
  const open = useViewState((state) => state.open);
  const [deed, setDeed] = useState<UserDeed | null>(null);
  const [looked, setLooked] = useState<UserRow | null>(null);
  const columns: readonly Column<UserRow>[] = [
    {
      key: 'name',
      header: t('common.printedName'),
      width: 'minmax(150px, 1.2fr)',
      cell: (row) => <PersonName row={row} onOpen={() => setLooked(row)} />,
    },
    {
      key: 'user',
      header: t('common.userName'),
      width: 'minmax(110px, 0.9fr)',
      cell: (row) => row.user,
    },
    {
      key: 'role',
      header: t('study.role'),
      width: 'minmax(160px, 1.1fr)',
      cell: (row) => t(`common.role.${row.role}`),
    },
    {
      key: 'sites',
      header: t('study.sites'),
      width: 'minmax(80px, 0.8fr)',
      cell: (row) => (row.sites.length === 0 ? '–' : row.sites.join(', ')),
    },
    {
      key: 'key',
      header: t('study.armAccess'),
      width: 'minmax(150px, 1fr)',
      cell: (row) => <ArmAccess row={row} />,
    },
    {
      key: 'status',
      header: t('study.status'),
      width: '120px',
      cell: (row) => <StatusBadge isPlain status={row.status} />,
    },
    {
      key: 'act',
      header: '',
      headerLabel: t('study.change'),
      width: '190px',
      align: 'right',
      cell: (row) => (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {row.awaitingUnblinding && mayAsk(me, 'access.grantUnblinding') && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => setDeed({ kind: 'grant', user: row })}
            >
              {t('study.grant')}
            </Button>
          )}
          {row.status === 'active' &&
            row.user !== me?.user &&
            mayAsk(me, 'access.deactivateUser') && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() => setDeed({ kind: 'deactivate', user: row })}
              >
                {t('study.deactivate')}
              </Button>
            )}
        </Group>
      ),
    },
  ];
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  return (
    <Panel
      title={t('study.tab.people')}
      isFlush
      actions={
        <>
          <Button variant="default" onClick={() => open({ kind: 'change-passphrase' })}>
            {t('study.ownPassphrase')}
          </Button>
          {mayAsk(me, 'access.addUser') && (
            <Button
              leftSection={<IconUserPlus size={16} />}
              onClick={() => open({ kind: 'add-user' })}
            >
              {t('study.addUser')}
            </Button>
          )}
        </>
      }
    >
      <SmallTable
        label={t('study.tab.people')}
        columns={columns}
        rows={data?.users}
        rowKey={(row) => row.user}
        empty={
          <EmptyState icon={IconUsers} title={t('study.noPeople')} next={t('study.noPeopleNext')} />
        }
      />
      {looked !== null && <PersonAccess person={looked} onClose={() => setLooked(null)} />}
      {deed !== null && <UserReasonDialog deed={deed} onClose={() => setDeed(null)} />}
    </Panel>
  );
}

/** Opens the history of the person's access. */
function PersonName({ row, onOpen }: { readonly row: UserRow; onOpen(): void }) {
  const { t } = useTranslation();
  const title = t('study.historyOf', { name: row.printedName });
  return (
    <Anchor component="button" type="button" fw={550} c="inherit" title={title} onClick={onOpen}>
      {row.printedName}
    </Anchor>
  );
}

function ArmAccess({ row }: { readonly row: UserRow }) {
  const { t } = useTranslation();
  const EyeIcon = row.unblinded ? IconEye : IconEyeOff;
  const word = row.unblinded ? 'seesArms' : row.awaitingUnblinding ? 'awaitsKey' : 'blinded';
  return (
    <span style={{ color: row.unblinded ? 'var(--secret)' : 'var(--ink-quiet)' }}>
      <EyeIcon size={15} stroke={1.7} aria-hidden style={{ verticalAlign: -3 }} />{' '}
      {t(`study.${word}`)}
    </span>
  );
}
