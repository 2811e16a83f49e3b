import { IconPackages } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { go } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { useRows } from '../../state/use-rows.ts';
import { KitActions } from './kit-actions.tsx';
import { useKitColumns } from './kit-columns.tsx';
import { takeKitWish } from './kit-filter-wish.ts';
import { KitInspector } from './kit-inspector.tsx';
import { KitTabs } from './kit-tabs.tsx';
import { KitToolbar } from './kit-toolbar.tsx';
import { filterOf, isFiltered, noKitFilter } from './kit-filter.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useSelection } from './use-selection.ts';

/** Every kit of the study: find, look into, and act on. */
export function KitsScreen({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const isUnblinded = useSession().status.user?.unblinded ?? false;
  useArmInformation(isUnblinded);
  const [filter, setFilter] = useState(() => ({ ...noKitFilter, ...takeKitWish() }));
  const rows = useRows('kits.page', filterOf(filter));
  const selection = useSelection();
  const columns = useKitColumns(selection, isUnblinded);
  return (
    <Page
      title={t('kits.title')}
      subtitle={t('kits.subtitle')}
      help="kits"
      fills
      actions={<KitActions filter={filter} />}
    >
      <KitTabs value="kits" />
      <Beside>
        <Panel isFlush fills>
          {selection.numbers.length > 0 ? (
            <SelectionBar selection={selection} />
          ) : (
            <KitToolbar filter={filter} onFilter={setFilter} isUnblinded={isUnblinded} />
          )}
          <WindowedTable
            label={t('kits.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.number}
            openKey={open}
            onOpen={(row) => go('kits', row.number)}
            sorting={{
              by: filter.sort,
              isDescending: filter.isDescending,
              sort: (by) =>
                setFilter({
                  ...filter,
                  sort: by as typeof filter.sort,
                  isDescending: filter.sort === by && !filter.isDescending,
                }),
            }}
            empty={
              <EmptyState
                icon={IconPackages}
                title={t(isFiltered(filter) ? 'kits.noMatch' : 'kits.none')}
                next={t(isFiltered(filter) ? 'kits.noMatchNext' : 'kits.noneNext')}
              />
            }
          />
        </Panel>
        {open !== null && <KitInspector number={open} onClose={() => go('kits')} />}
      </Beside>
    </Page>
  );
}
