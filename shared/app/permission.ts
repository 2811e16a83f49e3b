import type { ProcedureContract } from '../contracts/procedure.ts';
import type { Role } from '../domain/access/roles.ts';
import { roles } from '../domain/access/roles.ts';
import type { Session } from './ports.ts';

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
