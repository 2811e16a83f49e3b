/** Who may sit at the console. What each may do is one table in the contracts. */
export const roles = [
  "unblinded-pharmacist",
  "depot-operator",
  "supply-planner",
  "unblinded-statistician",
  "site-user",
  "qa",
  "inspector",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

/** Roles whose key ring holds the second key: kit map, lists, seeds, envelopes. */
export const unblindedRoles: readonly Role[] = ["unblinded-pharmacist", "unblinded-statistician"];

/** True when the role may hold the key to the arms at all. */
export const isUnblindedRole = (role: Role): boolean => unblindedRoles.includes(role);

/** Type guard at the door. */
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);
