import type { ProcedureContract } from '../contracts/procedure.ts';
import type { Role } from '../domain/access/roles.ts';
import { roles } from '../domain/access/roles.ts';
import type { OpenStore, Session } from './ports.ts';

/** Roles that a contract lets in; the one table behind the door, the screens and `--help`. */
export const allowedRoles = (contract: ProcedureContract): readonly Role[] =>
  typeof contract.roles === 'string' ? roles : contract.roles;

/** Why this session may not ask, or null when it may. */
export function forbiddenBecause(
  contract: ProcedureContract,
  session: Session | null,
): string | null {
  if (contract.roles === 'anyone') return null;
  if (session === null) return 'Sign in first.';
  if (session.mustChangePassphrase && contract.firstPassphrase !== 'allowed') {
    return 'Change your first passphrase before you go on.';
  }
  if (!allowedRoles(contract).includes(session.actor.role)) {
    return `Your role (${session.actor.role}) may not do this; it needs: ${allowedRoles(contract).join(', ')}.`;
  }
  if (contract.needs === 'unblinding-key' && session.sealer === null) {
    return 'This needs the unblinding key, which your sign-in does not hold yet. Ask an unblinded pharmacist to grant it.';
  }
  return null;
}

/** Why this cannot be asked of the file that is open, or null: a site's file holds one site's packs and no study. */
export function otherStore(contract: ProcedureContract, store: OpenStore | null): string | null {
  if (store === null || contract.kind === 'lifecycle' || contract.store === 'any') return null;
  const isSite = store.purpose === 'site';
  if (isSite === (contract.store === 'site')) return null;
  return isSite
    ? 'This file serves one site without the network; the study itself is in the console.'
    : 'This belongs to a site that works without the network; open its file.';
}
