import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShipmentRow } from '../../../shared/contracts/shipments.ts';
import { countText } from '../../components/format.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useQuery } from '../../state/use-query.ts';
import { moveOnBoard } from './board-keys.ts';
import { ShipmentCard } from './shipment-card.tsx';
import { filterOf } from './shipment-filter.ts';
import type { ShipmentFilter } from './shipment-filter.ts';
import classes from './board.module.css';

type Status = ShipmentRow['status'];

/** The states in which somebody still has to do something, in the order of the way. */
const openStates = [
  'requested',
  'approved',
  'picked',
  'packed',
  'in-transit',
  'partly-received',
] as const satisfies readonly Status[];
const allStates = [...openStates, 'received', 'lost', 'cancelled'] as const;

const cardsBeside = 3;
const cardsOnBoard = 60;

interface Properties {
  readonly open: string | null;
  readonly chosen: Status | null;
  onChoose(status: Status): void;
}

/** What is on its way, a column a state. Choosing a column filters the table below. */
export function ShipmentStrip({ open, chosen, onChoose }: Properties) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('shipments.board')} className={classes.strip}>
      {openStates.map((status) => (
        <Column
          key={status}
          status={status}
          open={open}
          isChosen={chosen === status}
          onChoose={() => onChoose(status)}
        />
      ))}
    </section>
  );
}

/** Every shipment in the column of its state, with what it owes and what is wrong. Arrow keys go from card to card. */
export function ShipmentBoard({
  open,
  filter,
  onChoose,
}: {
  readonly open: string | null;
  readonly filter: ShipmentFilter;
  onChoose(status: Status): void;
}) {
  const { t } = useTranslation();
  const shown = allStates.filter((status) => filter.status === null || filter.status === status);
  return (
    <section
      aria-label={t('shipments.wholeBoard')}
      className={classes.board}
      onKeyDown={moveOnBoard}
    >
      {shown.map((status) => (
        <Column
          key={status}
          status={status}
          open={open}
          filter={filter}
          isChosen={filter.status === status}
          onChoose={() => onChoose(status)}
        />
      ))}
    </section>
  );
}

interface ColumnProperties {
  readonly status: Status;
  readonly open: string | null;
  readonly isChosen: boolean;
  /** Of the whole board; without it the column is short. */
  readonly filter?: ShipmentFilter;
  onChoose(): void;
}

const dueFirst = (a: ShipmentRow, b: ShipmentRow): number =>
  (a.due?.on ?? '9999').localeCompare(b.due?.on ?? '9999');

function Column({ status, open, isChosen, filter, onChoose }: ColumnProperties) {
  const { t } = useTranslation();
  const isWhole = filter !== undefined;
  const { data } = useQuery(
    'shipments.page',
    {
      ...(isWhole ? filterOf(filter) : {}),
      status: [status],
      limit: isWhole ? cardsOnBoard : cardsBeside,
    },
    { keepsFormer: true },
  );
  const rows = isWhole ? data?.rows.toSorted(dueFirst) : data?.rows;
  const more = (data?.total ?? 0) - (rows?.length ?? 0);
  return (
    <div className={classes.column}>
      <button
        type="button"
        className={classes.columnHead}
        aria-pressed={isChosen}
        onClick={onChoose}
      >
        <StatusBadge isPlain status={status} />
        <span className={classes.columnCount}>{countText(data?.total ?? 0)}</span>
      </button>
      {rows === undefined && <Skeleton height={44} m={8} />}
      {data?.total === 0 && <p className={classes.columnNote}>{t('shipments.columnEmpty')}</p>}
      <ul className={classes.cards}>
        {rows?.map((row) => (
          <li key={row.shipment}>
            <ShipmentCard row={row} isOpen={row.shipment === open} isWhole={isWhole} />
          </li>
        ))}
      </ul>
      {more > 0 &&
        (isWhole ? (
          <p className={classes.columnNote}>{t('shipments.moreInTable', { count: more })}</p>
        ) : (
          <button type="button" className={classes.columnMore} onClick={onChoose}>
            {t('shipments.more', { count: more })}
          </button>
        ))}
    </div>
  );
}
