import { Button, Select } from '@mantine/core';
import { IconUserPlus, IconUserSearch, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Toolbar } from '../../components/toolbar.tsx';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { go } from '../../state/route.ts';
import { useMay, useSession } from '../../state/session.ts';
import { useRows } from '../../state/use-rows.ts';
import { useViewState } from '../../state/view-state.ts';
import { SiteSelect } from './site-select.tsx';
import { noSubjectFilter, subjectFilterOf } from './subject-filter.ts';
import { useSubjectColumns } from './subject-columns.tsx';
import { SubjectInspector } from './subject-inspector.tsx';

const statuses = ['screened', 'screen-failed', 'randomized', 'withdrawn'] as const;

/** The subjects of the study, and the way to randomize one. */
export function SubjectsScreen({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const isUnblinded = useSession().status.user?.unblinded ?? false;
  useArmInformation(isUnblinded);
  const mayAllocate = useMay('subjects.allocate');
  const mayScreen = useMay('subjects.screen');
  const openDialog = useViewState((state) => state.open);
  const [filter, setFilter] = useState(noSubjectFilter);
  const rows = useRows('subjects.page', subjectFilterOf(filter));
  const columns = useSubjectColumns(isUnblinded);
  const isFiltered = filter.search !== '' || filter.site !== null || filter.status !== null;
  const allocate = mayAllocate && (
    <Button
      leftSection={<IconUserPlus size={16} stroke={1.8} />}
      onClick={() => openDialog({ kind: 'allocate' })}
    >
      {t('subjects.allocate')}
    </Button>
  );
  return (
    <Page
      title={t('subjects.title')}
      subtitle={t('subjects.subtitle')}
      help="subjects"
      fills
      actions={
        <>
          {mayScreen && (
            <Button
              variant="default"
              leftSection={<IconUserSearch size={16} stroke={1.8} />}
              onClick={() => openDialog({ kind: 'screen' })}
            >
              {t('subjects.screen')}
            </Button>
          )}
          {allocate}
        </>
      }
    >
      <Beside>
        <Panel isFlush fills>
          <Toolbar>
            <SearchField
              label={t('subjects.search')}
              width={210}
              onSearch={(search) => setFilter({ ...filter, search })}
            />
            <SiteSelect
              value={filter.site}
              placeholder={t('subjects.anySite')}
              onChange={(site) => setFilter({ ...filter, site })}
            />
            <Select
              aria-label={t('subjects.anyStatus')}
              placeholder={t('subjects.anyStatus')}
              clearable
              w={150}
              data={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
              value={filter.status}
              onChange={(status) => setFilter({ ...filter, status })}
            />
          </Toolbar>
          <WindowedTable
            label={t('subjects.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.subject}
            openKey={open}
            onOpen={(row) => go('subjects', row.subject)}
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
                icon={IconUsers}
                title={t(isFiltered ? 'subjects.noMatch' : 'subjects.none')}
                next={t(isFiltered ? 'subjects.noMatchNext' : 'subjects.noneNext')}
                action={isFiltered ? undefined : allocate}
              />
            }
          />
        </Panel>
        {open !== null && <SubjectInspector subject={open} onClose={() => go('subjects')} />}
      </Beside>
    </Page>
  );
}
