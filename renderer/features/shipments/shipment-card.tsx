import { IconAlertTriangle, IconTemperature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { ShipmentRow } from '../../../shared/contracts/shipments.ts';
import { hashOf } from '../../state/route.ts';
import { DueText } from './due-text.tsx';
import classes from './board.module.css';

interface Properties {
  readonly row: ShipmentRow;
  readonly isOpen: boolean;
  /** With its due day, its logger and what is wrong. */
  readonly isWhole: boolean;
}

/** One shipment on the board. Its steps are taken in its details. */
export function ShipmentCard({ row, isOpen, isWhole }: Properties) {
  const { t } = useTranslation();
  return (
    <a
      href={hashOf('shipments', row.shipment)}
      className={classes.card}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span className={classes.cardHead}>
        <strong>{row.shipment}</strong>
        <span className={classes.cardKits}>
          {row.status === 'partly-received'
            ? t('shipments.partOf', { part: row.received, total: row.kits })
            : t('shipments.kitCount', { count: row.kits })}
        </span>
      </span>
      <span className={classes.cardWay}>
        {row.from} → {row.to}
      </span>
      {isWhole && <CardFacts row={row} />}
    </a>
  );
}

function CardFacts({ row }: { readonly row: ShipmentRow }) {
  const { t } = useTranslation();
  return (
    <>
      {row.due !== null && (
        <span className={classes.cardFact}>
          <DueText due={row.due} />
        </span>
      )}
      {(row.logger !== null || packedOn.includes(row.status)) && (
        <span className={classes.cardFact}>
          <IconTemperature size={13} stroke={1.8} aria-label={t('shipments.logger')} />{' '}
          {row.logger ?? t('shipments.withoutLogger')}
        </span>
      )}
      {problemsOf(row, t).map((words) => (
        <span key={words} className={classes.cardProblem}>
          <IconAlertTriangle size={13} stroke={1.9} aria-hidden /> {words}
        </span>
      ))}
    </>
  );
}

const packedOn: readonly string[] = ['packed', 'in-transit'];

/** What somebody has to look into, beside a day that has passed. */
function problemsOf(row: ShipmentRow, t: TFunction): readonly string[] {
  const { loggerResult } = row;
  return [
    ...(loggerResult === 'alarmed' || loggerResult === 'not-found'
      ? [t(`shipments.problem.${loggerResult}`)]
      : []),
    ...(row.status === 'partly-received'
      ? [t('shipments.problem.open', { count: row.kits - row.received })]
      : []),
  ];
}
