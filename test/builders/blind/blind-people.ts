import type { Role } from '../../../shared/domain/access/roles.ts';

export const passphrase = 'blue horses walk under quiet trees';
export const firstPassphrase = 'told over the telephone at noon';

export interface BlindPerson {
  readonly user: string;
  readonly printedName: string;
  readonly role: Role;
  readonly sites?: readonly string[];
  /** Whether the key to the arms is granted to an unblinded role; nobody gets it otherwise. */
  readonly holdsKey?: boolean;
  /** `told`: somebody else still knows the first passphrase. */
  readonly passphrase?: 'told';
}

/** Who founds the study. */
export const founders = {
  administrator: { user: 'ada', printedName: 'Ada Admin', passphrase, ownPassphrase: true },
  pharmacist: {
    user: 'maren',
    printedName: 'Maren Pharmacist',
    passphrase,
    ownPassphrase: true,
  },
} as const;

/** Whom the administrator adds, in this order. */
export const added: readonly BlindPerson[] = [
  { user: 'lena', printedName: 'Lena Second', role: 'unblinded-pharmacist', holdsKey: true },
  { user: 'tomas', printedName: 'Tomas Random', role: 'unblinded-statistician', holdsKey: true },
  { user: 'priya', printedName: 'Priya Planner', role: 'supply-planner', holdsKey: true },
  { user: 'jonas', printedName: 'Jonas Depot', role: 'depot-operator' },
  { user: 'suse', printedName: 'Suse Site', role: 'site-user', sites: ['S001'] },
  { user: 'helen', printedName: 'Helen Quality', role: 'qa' },
  { user: 'ines', printedName: 'Ines Inspector', role: 'inspector' },
  { user: 'alma', printedName: 'Alma Admin', role: 'administrator' },
  { user: 'nils', printedName: 'Nils Keyless', role: 'unblinded-pharmacist' },
  { user: 'stan', printedName: 'Stan Keyless', role: 'unblinded-statistician' },
  { user: 'pete', printedName: 'Pete Keyless', role: 'supply-planner' },
  { user: 'gunn', printedName: 'Gunn Gone', role: 'qa' },
  { user: 'newt', printedName: 'Newt New', role: 'qa', passphrase: 'told' },
];

/**
 * Everybody who must learn no arm: the blinded roles, unblinded roles that were not granted the key, somebody who
 * has not changed the first passphrase, and whoever stands before the locked console.
 */
export const parties = [
  'nobody',
  'newt',
  'jonas',
  'suse',
  'helen',
  'ines',
  'alma',
  'nils',
  'stan',
  'pete',
] as const;
export type Party = (typeof parties)[number];
