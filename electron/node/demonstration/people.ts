import type { FirstUser } from '../store-file/create-store.ts';

/** Known to everybody: a demonstration protects nothing. */
export const demonstrationPassphrase = 'cachet demonstration';

/** The people of the demonstration study, one for each role that it shows. */
export const demonstrationPeople: readonly [
  Omit<FirstUser, 'passphrase'>,
  ...Omit<FirstUser, 'passphrase'>[],
] = [
  { user: 'ada', printedName: 'Ada Nkemelu', role: 'administrator' },
  { user: 'maren', printedName: 'Maren Solberg', role: 'unblinded-pharmacist' },
  { user: 'tomas', printedName: 'Tomás Ferreira', role: 'unblinded-statistician' },
  { user: 'priya', printedName: 'Priya Raghavan', role: 'supply-planner' },
  { user: 'jonas', printedName: 'Jonas Weiss', role: 'site-user' },
  { user: 'helen', printedName: 'Helen Park', role: 'qa' },
  { user: 'ines', printedName: 'Inès Laurent', role: 'inspector' },
];
