import { useTranslation } from 'react-i18next';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { useQuery } from '../../../state/use-query.ts';

/** How files of other makes are read, as people confirmed it. */
export function MappingsPanel() {
  const { t } = useTranslation();
  const { data } = useQuery('loggers.mappings', {});
  return (
    <Panel isFlush title={t('temperature.mapping.list')} note={t('temperature.mapping.listNote')}>
      <SmallTable
        label={t('temperature.mapping.list')}
        rows={data?.mappings}
        rowKey={(row) => row.headings.join('|')}
        waitingRows={1}
        empty={<p style={{ margin: 16 }}>{t('temperature.mapping.none')}</p>}
        columns={[
          {
            key: 'name',
            header: t('temperature.mapping.name'),
            width: 'minmax(130px, 1fr)',
            cell: (row) => row.name,
          },
          {
            key: 'headings',
            header: t('temperature.mapping.headings'),
            width: 'minmax(200px, 2fr)',
            cell: (row) => row.headings.join(' | '),
          },
          {
            key: 'column',
            header: t('temperature.ask.column'),
            width: 'minmax(120px, 1fr)',
            cell: (row) => row.column,
          },
          {
            key: 'order',
            header: t('temperature.ask.dateOrder'),
            width: 'minmax(110px, 1fr)',
            cell: (row) =>
              t(
                row.dateOrder === null
                  ? 'temperature.ask.asFile'
                  : `temperature.ask.order.${row.dateOrder}`,
              ),
          },
          {
            key: 'zone',
            header: t('temperature.ask.zone'),
            width: 'minmax(110px, 1fr)',
            cell: (row) => row.zone ?? t('temperature.ask.asFile'),
          },
          {
            key: 'by',
            header: t('temperature.signedBy'),
            width: 'minmax(120px, 1fr)',
            cell: (row) => row.by,
          },
          {
            key: 'at',
            header: t('temperature.at'),
            width: 'minmax(190px, 1fr)',
            cell: (row) => <InstantText at={row.at} />,
          },
        ]}
      />
    </Panel>
  );
}
