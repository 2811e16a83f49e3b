import { useState } from 'react';
import type { UserRow } from '../../../shared/contracts/access.ts';
import { mayAsk, useSession } from '../../state/session.ts';
import { ChangeRoleDialog } from './change-role-dialog.tsx';
import { PersonHistoryDialog } from './person-history-dialog.tsx';

interface Properties {
  readonly person: UserRow;
  onClose(): void;
}

/** The history of a person's access and, from there, the change of role. */
export function PersonAccess({ person, onClose }: Properties) {
  const { user: me } = useSession().status;
  const [isChanging, setChanging] = useState(false);
  const mayChange =
    person.status === 'active' && person.user !== me?.user && mayAsk(me, 'access.changeRole');
  if (isChanging) return <ChangeRoleDialog person={person} onClose={onClose} />;
  return (
    <PersonHistoryDialog
      person={person}
      onClose={onClose}
      onChangeRole={mayChange ? () => setChanging(true) : undefined}
    />
  );
}
