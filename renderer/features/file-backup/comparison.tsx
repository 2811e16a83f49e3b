import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BackupComparison } from '../../../shared/contracts/backups.ts';
import { CheckList } from '../../components/check-list.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { LostEntries } from './lost-entries.tsx';
import { ReturningAccess } from './returning-access.tsx';

/** A backup beside the present file, this machine's checkpoint and others. */
export function Comparison({ found }: { readonly found: BackupComparison }) {
  const { t } = useTranslation();
  const { backup, present, presentProblem, anchor, witnessed } = found;
  return (
    <Stack gap="md">
      <SimpleGrid cols={2} spacing="lg">
        <End title={t('fileBackup.has')} of={backup} />
        {present === null ? (
          <KeyValues
            items={[
              [
                t('fileBackup.presentFile'),
                presentProblem === null
                  ? t('fileBackup.noPresent')
                  : t('fileBackup.unreadable', { problem: presentProblem }),
              ],
            ]}
          />
        ) : (
          <End title={t('fileBackup.presentFile')} of={present} />
        )}
      </SimpleGrid>
      <Verdict found={found} />
      <LostEntries lost={found.lost} />
      <ReturningAccess people={found.returning} />
      {(present === null || presentProblem !== null) && (
        <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {present !== null && (
            <Text size="sm">{t('fileBackup.notNewest', { problem: presentProblem })}</Text>
          )}
          {t('fileBackup.peopleUnknown')}
        </Alert>
      )}
      <CheckList
        title={t(backup.ok ? 'fileBackup.checks' : 'fileBackup.checksFailed')}
        checks={[
          ...backup.checks,
          {
            check: t('fileBackup.anchor'),
            passed: ['held', 'none'].includes(anchor.verdict),
            detail: t(`fileBackup.anchorOf.${anchor.verdict}`, { entries: anchor.entries }),
          },
          ...witnessed.map(({ entries, verdict }) => ({
            check: `${t('fileBackup.witnessed')} ${entries}`,
            passed: verdict === 'held',
            detail: t(`fileBackup.witnessedOf.${verdict}`, { entries }),
          })),
        ]}
      />
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('fileBackup.target', { target: found.target })}
      </Text>
    </Stack>
  );
}

interface EndProperties {
  readonly title: string;
  readonly of: {
    readonly path: string;
    readonly entries: number;
    readonly lastAt: string | null;
  };
}

function End({ title, of: { path, entries, lastAt } }: EndProperties) {
  const { t } = useTranslation();
  return (
    <KeyValues
      items={[
        [
          title,
          <code key="path" className="mono" style={{ overflowWrap: 'anywhere' }}>
            {path}
          </code>,
        ],
        [t('fileBackup.entries'), entries],
        [t('fileBackup.endsAt'), lastAt === null ? '–' : <InstantText key="at" at={lastAt} />],
      ]}
    />
  );
}

function Verdict({ found }: { readonly found: BackupComparison }) {
  const { t } = useTranslation();
  const { lost, missing, parted, common, gained, present } = found;
  const isUnknown = present === null && missing > 0;
  const count = isUnknown ? missing : lost.entries;
  const words = isUnknown
    ? t('fileBackup.lostUnknown', { count })
    : count === 0
      ? t('fileBackup.lostNone')
      : t('fileBackup.lostSpan', {
          from: lost.firstAt?.slice(0, 16).replace('T', ' '),
          until: `${lost.lastAt?.slice(0, 16).replace('T', ' ')} UTC`,
        });
  const Mark = count === 0 ? IconCircleCheck : IconAlertTriangle;
  return (
    <Alert
      color={count === 0 ? 'green' : 'red'}
      icon={<Mark size={18} aria-hidden />}
      title={t('fileBackup.lostTitle', { count })}
    >
      <Text size="sm">{words}</Text>
      {parted && <Text size="sm">{t('fileBackup.parted', { common })}</Text>}
      {gained > 0 && present !== null && (
        <Text size="sm">{t('fileBackup.gained', { count: gained })}</Text>
      )}
    </Alert>
  );
}
