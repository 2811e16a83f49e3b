import {
  IconArrowRight,
  IconBuildingWarehouse,
  IconFileImport,
  IconKey,
  IconPackageImport,
  IconTruckDelivery,
  IconTruckReturn,
  IconUserPlus,
  IconUserSearch,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import { go } from '../../state/route.ts';
import { mayAsk, screensOf, useSession } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';
import type { OpenDialog } from '../../state/view-state.ts';

export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly leftSection: ReactNode;
  onClick(): void;
}

const size = 18;
const doings: readonly {
  readonly needs: ProcedureName;
  readonly text: string;
  readonly dialog: OpenDialog;
  readonly icon: ReactNode;
}[] = [
  {
    needs: 'subjects.allocate',
    text: 'subjects.allocate',
    dialog: { kind: 'allocate' },
    icon: <IconUserPlus size={size} />,
  },
  {
    needs: 'subjects.screen',
    text: 'subjects.screen',
    dialog: { kind: 'screen' },
    icon: <IconUserSearch size={size} />,
  },
  {
    needs: 'kits.receive',
    text: 'kits.receive',
    dialog: { kind: 'receive-kits' },
    icon: <IconPackageImport size={size} />,
  },
  {
    needs: 'kits.send',
    text: 'kits.send',
    dialog: { kind: 'send-kits' },
    icon: <IconTruckDelivery size={size} />,
  },
  {
    needs: 'shipments.request',
    text: 'shipments.request',
    dialog: { kind: 'request-shipment' },
    icon: <IconTruckDelivery size={size} />,
  },
  {
    needs: 'shipments.requestReturn',
    text: 'shipments.announceReturn',
    dialog: { kind: 'announce-return' },
    icon: <IconTruckReturn size={size} />,
  },
  {
    needs: 'accountability.returnUnits',
    text: 'accountability.takeBack',
    dialog: { kind: 'return-units' },
    icon: <IconPackageImport size={size} />,
  },
  {
    needs: 'kits.import',
    text: 'kits.import',
    dialog: { kind: 'import-kits' },
    icon: <IconFileImport size={size} />,
  },
  {
    needs: 'kits.generate',
    text: 'kits.generate',
    dialog: { kind: 'generate-kits' },
    icon: <IconBuildingWarehouse size={size} />,
  },
  {
    needs: 'session.changePassphrase',
    text: 'session.changePassphrase',
    dialog: { kind: 'change-passphrase' },
    icon: <IconKey size={size} />,
  },
];

/** Screens and actions of the palette, as far as this person may. */
export function usePaletteActions(): readonly PaletteAction[] {
  const { t } = useTranslation();
  const { user } = useSession().status;
  const open = useViewState((state) => state.open);
  const toScreens = screensOf(user).map((screen) => ({
    id: `go-${screen}`,
    label: t('common.goTo', { screen: t(`common.screen.${screen}`) }),
    leftSection: <IconArrowRight size={size} />,
    onClick: () => go(screen),
  }));
  const toDo = doings
    .filter(({ needs }) => mayAsk(user, needs))
    .map(({ text, dialog, icon }) => ({
      id: `do-${dialog.kind}`,
      label: t(text),
      leftSection: icon,
      onClick: () => open(dialog),
    }));
  return [...toDo, ...toScreens];
}
