import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconFlame,
  IconListCheck,
  IconPackageImport,
  IconPencilExclamation,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';

const size = 16;

/** What this person may do with units: take them back, count them again, raise a discrepancy, destroy. */
export function AccountActions() {
  const { t } = useTranslation();
  const openDialog = useViewState((state) => state.open);
  const mayTake = useMay('accountability.returnUnits');
  const mayCount = useMay('accountability.countAgain');
  const maySetAside = useMay('accountability.setAside');
  const mayRaise = useMay('accountability.raise');
  if (!mayTake && !mayCount && !mayRaise) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={size} />}>
            {t('accountability.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayCount && (
            <Menu.Item
              leftSection={<IconListCheck size={size} />}
              onClick={() => openDialog({ kind: 'count-again' })}
            >
              {t('accountability.countAgain')}
            </Menu.Item>
          )}
          {mayRaise && (
            <Menu.Item
              leftSection={<IconPencilExclamation size={size} />}
              onClick={() => openDialog({ kind: 'raise-discrepancy' })}
            >
              {t('accountability.raise')}
            </Menu.Item>
          )}
          {maySetAside && (
            <Menu.Item
              leftSection={<IconFlame size={size} />}
              onClick={() => openDialog({ kind: 'set-aside' })}
            >
              {t('accountability.setAside')}
            </Menu.Item>
          )}
          {mayRaise && (
            <Menu.Item
              leftSection={<IconFlame size={size} />}
              onClick={() => openDialog({ kind: 'destroy-kits' })}
            >
              {t('accountability.destroy')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {mayTake && (
        <Button
          leftSection={<IconPackageImport size={size} />}
          onClick={() => openDialog({ kind: 'return-units' })}
        >
          {t('accountability.takeBack')}
        </Button>
      )}
    </>
  );
}
