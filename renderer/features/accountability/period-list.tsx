import { useTranslation } from 'react-i18next';
import { dayText } from '../../components/format.ts';
import { SmallTable } from '../../components/small-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useQuery } from '../../state/use-query.ts';

/** Periods that somebody signed, and whether the record is still the one that was signed. */
export function PeriodList({ place }: { readonly place: string }) {
  const { t } = useTranslation();
  const { data } = useQuery('accountability.periods', { place });
  return (
    <SmallTable
      label={t('accountability.periods')}
      rows={data?.periods}
      rowKey={({ from, until }) => `${from} ${until}`}
      waitingRows={1}
      empty={<p className="quiet">{t('accountability.noPeriods')}</p>}
      columns={[
        {
          key: 'days',
          header: t('accountability.period'),
          width: 'minmax(112px, 1.1fr)',
          cell: ({ from, until }) => `${dayText(from)} – ${dayText(until)}`,
        },
        {
          key: 'status',
          header: t('accountability.status'),
          width: 'minmax(96px, 0.8fr)',
          cell: ({ status }) => <StatusBadge isPlain status={`record-${status}`} />,
        },
        {
          key: 'who',
          header: t('accountability.signedBy'),
          width: 'minmax(104px, 1fr)',
          cell: ({ signatures }) => signatures.map(({ printedName }) => printedName).join(', '),
        },
      ]}
    />
  );
}
