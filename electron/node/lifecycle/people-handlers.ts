import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { changeRole } from './change-role.ts';
import type { CoreState } from './core-state.ts';
import { dealShares, takeShare } from './recovery-shares.ts';
import { addUser, deactivateUser, grantUnblinding } from './people.ts';

type PeopleProcedure =
  | 'access.addUser'
  | 'access.changeRole'
  | 'access.grantUnblinding'
  | 'access.deactivateUser'
  | 'access.dealShares'
  | 'access.takeShare';

/** What changes the access of people: each changes ledger and key ring together. */
export const peopleHandlers = (state: CoreState): Pick<LifecycleHandlers, PeopleProcedure> => ({
  'access.addUser': addUser(state),
  'access.changeRole': changeRole(state),
  'access.grantUnblinding': grantUnblinding(state),
  'access.deactivateUser': deactivateUser(state),
  'access.dealShares': dealShares(state),
  'access.takeShare': takeShare(state),
});
