import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../../../shared/contracts/access.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { useQuery } from '../../state/use-query.ts';

interface Properties {
  readonly person: UserRow;
  onClose(): void;
  /** Opens the change of role; absent for those who may not, and for oneself. */
  readonly onChangeRole?: (() => void) | undefined;
}

/** Role, sites and everything that happened to a person's access, newest first. */
export function PersonHistoryDialog({ person, onClose, onChangeRole }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('access.history', { user: person.user });
  const events = data?.entries.map(({ reason, detail, ...entry }) => ({
    ...entry,
    detail: [detail, ...(reason === null ? [] : [reason])].filter(Boolean).join('; '),
  }));
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={t('study.historyOf', { name: person.printedName })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md" mih={320}>
        <KeyValues
          columns={2}
          items={[
            [t('common.userName'), person.user],
            [t('study.role'), t(`common.role.${person.role}`)],
            [t('study.sites'), person.sites.length === 0 ? '–' : person.sites.join(', ')],
            [t('study.signIns'), data?.signIns ?? '…'],
            [
              t('study.lastSignIn'),
              data?.lastSignIn ? <InstantText key="last" at={data.lastSignIn} /> : '–',
            ],
          ]}
        />
        {onChangeRole !== undefined && (
          <Group>
            <Button variant="default" size="xs" onClick={onChangeRole}>
              {t('study.changeRole')}
            </Button>
          </Group>
        )}
        {failure !== undefined && <FailureNotice failure={failure} />}
        {events !== undefined && <Timeline events={events} />}
      </Stack>
    </Modal>
  );
}
