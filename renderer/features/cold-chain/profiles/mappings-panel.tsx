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
    <Panel isFlush title={t('coldChain.mapping.list')} note={t('coldChain.mapping.listNote')}>
      <SmallTable
        label={t('coldChain.mapping.list')}
        rows={data?.mappings}
        rowKey={(row) => row.headings.join('|')}
        waitingRows={1}
        empty={<p style={{ margin: 16 }}>{t('coldChain.mapping.none')}</p>}
        columns={[
          {
            key: 'name',
            header: t('coldChain.mapping.name'),
            width: 'minmax(130px, 1fr)',
            cell: (row) => row.name,
          },
          {
            key: 'headings',
            header: t('coldChain.mapping.headings'),
            width: 'minmax(200px, 2fr)',
            cell: (row) => row.headings.join(' | '),
          },
          {
            key: 'column',
            header: t('coldChain.ask.column'),
            width: 'minmax(120px, 1fr)',
            cell: (row) => row.column,
          },
          {
            key: 'order',
            header: t('coldChain.ask.dateOrder'),
            width: 'minmax(110px, 1fr)',
            cell: (row) =>
              t(
                row.dateOrder === null
                  ? 'coldChain.ask.asFile'
                  : `coldChain.ask.order.${row.dateOrder}`,
              ),
          },
          {
            key: 'zone',
            header: t('coldChain.ask.zone'),
            width: 'minmax(110px, 1fr)',
            cell: (row) => row.zone ?? t('coldChain.ask.asFile'),
          },
          {
            key: 'by',
            header: t('coldChain.signedBy'),
            width: 'minmax(120px, 1fr)',
            cell: (row) => row.by,
          },
          {
            key: 'at',
            header: t('coldChain.at'),
            width: 'minmax(190px, 1fr)',
            cell: (row) => <InstantText at={row.at} />,
          },
        ]}
      />
    </Panel>
  );
}
