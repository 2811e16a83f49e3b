/** Who a person is in the study. One person, one role; a change of role is a new ledger entry. */
export const roles = [
  'unblinded-pharmacist',
  'depot-operator',
  'supply-planner',
  'unblinded-statistician',
  'site-user',
  'qa',
  'inspector',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

/** Roles whose key wrap may contain the unblinding key in a blinded study. */
const unblindedRoles: readonly Role[] = [
  'unblinded-pharmacist',
  'supply-planner',
  'unblinded-statistician',
];

export const isUnblindedRole = (role: Role): boolean => unblindedRoles.includes(role);
