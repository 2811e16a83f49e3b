import { Button, Group } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { countText } from '../../components/format.ts';
import { SmallTable } from '../../components/small-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useQuery } from '../../state/use-query.ts';
import { useArmName } from '../subjects/use-arm-name.ts';

type Slots = OutputOf<'randomization.reveal'>;
type Slot = Slots['slots'][number];

interface Properties {
  readonly list: string;
  readonly answer: Slots;
  readonly offset: number;
  readonly atOnce: number;
  readonly isBusy: boolean;
  onMove(offset: number): void;
}

/** The slots of a list with their arms, a part at a time. */
export function SlotTable({ list, answer, offset, atOnce, isBusy, onMove }: Properties) {
  const { t } = useTranslation();
  useArmInformation(true);
  const armName = useArmName();
  const strata = useQuery('randomization.strata', { list }).data?.strata;
  const wordsOf = (key: string): string =>
    strata?.find(({ stratum }) => stratum === key)?.words ?? key;
  const columns: readonly Column<Slot>[] = [
    {
      key: 'stratum',
      header: t('randomization.stratum'),
      width: 'minmax(160px, 2fr)',
      cell: (row) => wordsOf(row.stratum),
    },
    {
      key: 'position',
      header: t('randomization.position'),
      width: '80px',
      align: 'right',
      cell: (row) => countText(row.position),
    },
    {
      key: 'block',
      header: t('randomization.block'),
      width: '70px',
      align: 'right',
      cell: (row) => row.block ?? '–',
    },
    {
      key: 'arm',
      header: t('randomization.arm'),
      width: 'minmax(140px, 1fr)',
      cell: (row) => <ArmBadge name={armName(row.arm)} />,
    },
    {
      key: 'status',
      header: t('randomization.status'),
      width: '120px',
      cell: (row) => <StatusBadge isPlain status={row.status} />,
    },
    {
      key: 'subject',
      header: t('randomization.subject'),
      width: 'minmax(100px, 1fr)',
      cell: (row) => row.subject ?? '',
    },
  ];
  const last = Math.min(answer.total, offset + answer.slots.length);
  return (
    <div>
      <SmallTable
        label={t('randomization.reveal')}
        columns={columns}
        rows={answer.slots}
        maxHeight={440}
        rowKey={(row) => `${row.stratum} ${row.position}`}
        empty={
          <EmptyState
            icon={IconDice5}
            title={t('randomization.noStrata')}
            next={t('randomization.noStrataNext')}
          />
        }
      />
      <Group justify="space-between" p="md">
        <span className="quiet figures">
          {t('randomization.range', {
            first: countText(offset + 1),
            last: countText(last),
            total: countText(answer.total),
          })}
        </span>
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            disabled={offset === 0 || isBusy}
            onClick={() => onMove(Math.max(0, offset - atOnce))}
          >
            {t('common.back')}
          </Button>
          <Button
            variant="default"
            size="xs"
            disabled={last >= answer.total || isBusy}
            onClick={() => onMove(offset + atOnce)}
          >
            {t('common.next')}
          </Button>
        </Group>
      </Group>
    </div>
  );
}
