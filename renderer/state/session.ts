import { createContext, useContext } from 'react';
import { contracts } from '../../shared/contracts/index.ts';
import type { ProcedureName } from '../../shared/contracts/index.ts';
import { screens } from './route.ts';
import type { Screen } from './route.ts';
import type { SessionStatus } from '../../shared/contracts/session.ts';

export type SignedInUser = NonNullable<SessionStatus['user']>;

export interface Session {
  readonly status: SessionStatus;
  /** Takes a status that a lifecycle call returned. */
  accept(status: SessionStatus): void;
  refresh(): Promise<void>;
}

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in, and to what. Throws outside the provider: that is a defect. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside its provider');
  return session;
}

/** True when this person may ask that of the core. The core decides again; this only spares dead buttons. */
export function mayAsk(user: SignedInUser | null, name: ProcedureName): boolean {
  const { roles, needs } = contracts[name];
  if (roles === 'anyone') return true;
  if (user === null) return false;
  if (needs === 'unblinding-key' && !user.unblinded) return false;
  return roles === 'signed-in' || roles.includes(user.role);
}

/** Screens that are of use only to those who may ask a certain question. */
const asksFor: Partial<Readonly<Record<Screen, ProcedureName>>> = {
  // Whoever may run forecasts may also see how past ones did, and so may quality assurance.
  forecast: 'forecast.backTest',
};

/** The screens of this person, in the order of the working day. */
export const screensOf = (user: SignedInUser | null): readonly Screen[] =>
  screens.filter((screen) => {
    const question = asksFor[screen];
    return question === undefined || mayAsk(user, question);
  });

export function useMay(name: ProcedureName): boolean {
  return mayAsk(useSession().status.user, name);
}
