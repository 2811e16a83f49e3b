import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ArmBadge } from '../../../components/arm-badge.tsx';
import type { Column } from '../../../components/table-column.ts';
import { useKitTypeName } from '../../kits/use-kit-type-name.ts';
import classes from '../resupply.module.css';
import type { SentLine } from './sent-line.ts';

const number = (
  key: string,
  header: string,
  value: (row: SentLine) => number,
): Column<SentLine> => ({
  key,
  header,
  width: 'minmax(70px, 0.5fr)',
  align: 'right',
  cell: value,
});

/** What a row says before it is opened: stock, levels, order, and what is sent. */
export function useLineColumns(): readonly Column<SentLine>[] {
  const { t } = useTranslation();
  const kitTypeName = useKitTypeName();
  return useMemo(
    () => [
      {
        key: 'site',
        header: t('resupply.site'),
        width: '72px',
        cell: ({ line }) => line.site,
      },
      {
        key: 'type',
        header: t('resupply.kitType'),
        width: 'minmax(150px, 1.5fr)',
        cell: ({ line }) => <ArmBadge name={kitTypeName(line.kitType)} />,
      },
      number('available', t('resupply.column.available'), ({ line }) => line.arithmetic.available),
      number('trigger', t('resupply.column.trigger'), ({ line }) => line.arithmetic.trigger),
      number('upTo', t('resupply.column.upTo'), ({ line }) => line.arithmetic.orderUpTo),
      number('ordered', t('resupply.column.ordered'), ({ line }) => line.arithmetic.ordered),
      {
        key: 'sent',
        header: t('resupply.column.sent'),
        width: 'minmax(96px, 0.6fr)',
        align: 'right',
        cell: (row) => <SentCell row={row} />,
      },
      {
        key: 'because',
        header: t('resupply.column.because'),
        width: 'minmax(190px, 1.6fr)',
        cell: ({ line, adjustment }) =>
          adjustment?.because ?? t(`resupply.reason.${line.arithmetic.reason}`),
      },
    ],
    [t, kitTypeName],
  );
}

/** The quantity, with a word where it is not what the rule ordered. */
function SentCell({ row: { line, adjustment, sent } }: { readonly row: SentLine }) {
  const { t } = useTranslation();
  if (adjustment !== null) {
    return (
      <span>
        <s className="quiet">{line.granted}</s> <strong>{sent}</strong>
      </span>
    );
  }
  if (line.granted < line.arithmetic.ordered) {
    return <span className={classes.short}>{t('resupply.shortOf', { sent })}</span>;
  }
  return sent === 0 ? <span className="quiet">0</span> : <strong>{sent}</strong>;
}
