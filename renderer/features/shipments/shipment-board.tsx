import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShipmentRow } from '../../../shared/contracts/shipments.ts';
import { countText } from '../../components/format.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { hashOf } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import classes from './shipments.module.css';

/** The states in which somebody still has to do something, in the order of the way. */
const boardStates = [
  'requested',
  'approved',
  'picked',
  'packed',
  'in-transit',
  'partly-received',
] as const;

const cardsShown = 3;

interface Properties {
  readonly open: string | null;
  readonly chosen: ShipmentRow['status'] | null;
  onChoose(status: ShipmentRow['status']): void;
}

/** What is on its way, a column a state. Choosing a column filters the table below. */
export function ShipmentBoard({ open, chosen, onChoose }: Properties) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('shipments.board')} className={classes.board}>
      {boardStates.map((status) => (
        <BoardColumn
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

interface ColumnProperties {
  readonly status: ShipmentRow['status'];
  readonly open: string | null;
  readonly isChosen: boolean;
  onChoose(): void;
}

function BoardColumn({ status, open, isChosen, onChoose }: ColumnProperties) {
  const { t } = useTranslation();
  const { data } = useQuery('shipments.page', { status: [status], limit: cardsShown });
  const more = (data?.total ?? 0) - (data?.rows.length ?? 0);
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
      {data === undefined && <Skeleton height={44} m={8} />}
      <ul className={classes.cards}>
        {data?.rows.map((row) => (
          <li key={row.shipment}>
            <BoardCard row={row} isOpen={row.shipment === open} />
          </li>
        ))}
      </ul>
      {data?.total === 0 && <p className={classes.columnNote}>{t('shipments.columnEmpty')}</p>}
      {more > 0 && (
        <button type="button" className={classes.columnMore} onClick={onChoose}>
          {t('shipments.more', { count: more })}
        </button>
      )}
    </div>
  );
}

function BoardCard({ row, isOpen }: { readonly row: ShipmentRow; readonly isOpen: boolean }) {
  const { t } = useTranslation();
  const isPartly = row.status === 'partly-received';
  return (
    <a
      href={hashOf('shipments', row.shipment)}
      className={classes.card}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span className={classes.cardHead}>
        <strong>{row.shipment}</strong>
        <span className={classes.cardKits}>
          {isPartly
            ? t('shipments.partOf', { part: row.received, total: row.kits })
            : t('shipments.kitCount', { count: row.kits })}
        </span>
      </span>
      <span className={classes.cardWay}>
        {row.from} → {row.to}
      </span>
    </a>
  );
}
