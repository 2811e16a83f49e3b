import type { ListCard } from '../../../shared/contracts/randomization.ts';
import { ExtendListDialog } from './extend-list-dialog.tsx';
import { RetireListDialog } from './retire-list-dialog.tsx';
import { SignListDialog } from './sign-list-dialog.tsx';

export type ListDialog = 'sign' | 'retire' | 'extend';

interface Properties {
  readonly dialog: ListDialog | null;
  readonly list: ListCard;
  onClose(): void;
}

/** The dialog that moves a list on, when one is open. */
export function ListDialogs({ dialog, list, onClose }: Properties) {
  switch (dialog) {
    case 'sign':
      return (
        <SignListDialog
          list={list.list}
          digest={list.extension?.digest ?? list.digest}
          isExtension={list.status === 'locked'}
          onClose={onClose}
        />
      );
    case 'retire':
      return <RetireListDialog list={list.list} onClose={onClose} />;
    case 'extend':
      return <ExtendListDialog list={list.list} onClose={onClose} />;
    case null:
      return null;
  }
}
