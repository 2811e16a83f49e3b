import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconFileImport,
  IconHandStop,
  IconPackageImport,
  IconPlus,
  IconTruckDelivery,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../components/export-menu.tsx';
import { useDownload } from '../../components/use-download.ts';
import { mayAsk, useSession } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';
import { TakeOutDialog } from '../custody/take-out-dialog.tsx';
import { filterOf } from './kit-filter.ts';
import type { KitFilter } from './kit-filter.ts';

/** What can be done with kits, as far as this person may. */
export function KitActions({ filter }: { readonly filter: KitFilter }) {
  const { t } = useTranslation();
  const { user } = useSession().status;
  const open = useViewState((state) => state.open);
  const { download, isBusy } = useDownload();
  const [isTaking, setTaking] = useState(false);
  return (
    <>
      <ExportMenu
        isBusy={isBusy}
        formats={[
          ['csv', t('common.exportCsv')],
          ['xlsx', t('common.exportXlsx')],
          ...(mayAsk(user, 'custody.exportMap') ? [['map', t('kits.map')] as const] : []),
        ]}
        onExport={(format) => {
          if (format === 'map') setTaking(true);
          else void download('kits.export', { ...filterOf(filter), format });
        }}
      />
      {isTaking && <TakeOutDialog what={{ part: 'kit-map' }} onClose={() => setTaking(false)} />}
      {mayAsk(user, 'kits.act') && (
        <Button
          variant="default"
          leftSection={<IconHandStop size={16} stroke={1.7} />}
          onClick={() => open({ kind: 'act-on-many-kits' })}
        >
          {t('kits.bulk.open')}
        </Button>
      )}
      {mayAsk(user, 'kits.receive') && (
        <Button
          variant="default"
          leftSection={<IconPackageImport size={16} stroke={1.7} />}
          onClick={() => open({ kind: 'receive-kits' })}
        >
          {t('kits.receive')}
        </Button>
      )}
      {mayAsk(user, 'kits.send') && (
        <Button
          variant="default"
          leftSection={<IconTruckDelivery size={16} stroke={1.7} />}
          onClick={() => open({ kind: 'send-kits' })}
        >
          {t('kits.send')}
        </Button>
      )}
      {mayAsk(user, 'kits.import') && (
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <Button
              leftSection={<IconPlus size={16} />}
              rightSection={<IconChevronDown size={15} />}
            >
              {t('kits.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconFileImport size={16} stroke={1.7} />}
              onClick={() => open({ kind: 'import-kits' })}
            >
              {t('kits.import')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconPlus size={16} stroke={1.7} />}
              onClick={() => open({ kind: 'generate-kits' })}
            >
              {t('kits.generate')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => open({ kind: 'register-lot' })}>
              {t('kits.registerLot')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
