import type { Migration } from 'kysely/migration';
import { mailbox } from './0010-mailbox.ts';
import { sharedStudy } from './0020-shared-study.ts';
import { seenOrder } from './0025-seen.ts';
import { jobs } from './0030-jobs.ts';

/** By name, in the order in which they run; numbered by tens. */
export const hubMigrations: Readonly<Record<string, Migration>> = {
  '0010-mailbox': mailbox,
  '0020-shared-study': sharedStudy,
  '0025-seen': seenOrder,
  '0030-jobs': jobs,
};
