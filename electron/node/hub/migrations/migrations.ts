import type { Migration } from 'kysely/migration';
import { mailbox } from './0010-mailbox.ts';

/** By name, in the order in which they run; numbered by tens. */
export const hubMigrations: Readonly<Record<string, Migration>> = {
  '0010-mailbox': mailbox,
};
