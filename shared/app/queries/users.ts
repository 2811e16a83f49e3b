import { ok } from '../../base/result.ts';
import type { ProcedureContract } from '../../contracts/procedure.ts';
import { contracts } from '../../contracts/index.ts';
import { isUnblindedRole, roles } from '../../domain/access/roles.ts';
import { allPeople } from '../../store/queries/people.ts';
import type { QueryHandler } from '../handlers.ts';
import { allowedRoles } from '../permission.ts';

export const accessUsers: QueryHandler<'access.users'> = ({ db }) =>
  ok({
    users: allPeople(db).map((person) => ({
      user: person.user,
      printedName: person.printedName,
      role: person.role,
      sites: [...person.sites],
      status: person.status,
      unblinded: isUnblindedRole(person.role) && !person.awaitsUnblinding,
      awaitingUnblinding: person.awaitsUnblinding && person.status === 'active',
      addedAt: person.addedAt,
    })),
  });

/** The table that the door itself decides by, written out. */
export const accessRoles: QueryHandler<'access.roles'> = () =>
  ok({
    roles: [...roles],
    procedures: Object.entries<ProcedureContract>(contracts).map(([name, contract]) => ({
      name,
      kind: contract.kind,
      summary: contract.summary,
      allowed: [...allowedRoles(contract)],
      needsUnblindingKey: contract.needs === 'unblinding-key',
    })),
  });
