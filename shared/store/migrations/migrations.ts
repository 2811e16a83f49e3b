import { migration0010 } from './0010-ledger-and-tables.ts';
import { migration0020 } from './0020-live-and-reserve-lists.ts';
import { migration0030 } from './0030-shipments.ts';
import { migration0040 } from './0040-cohorts.ts';
import { migration0050 } from './0050-people-and-names.ts';
import { migration0060 } from './0060-lots-and-campaigns.ts';
import { migration0070 } from './0070-accountability.ts';
import { migration0080 } from './0080-labels.ts';
import { migration0090 } from './0090-backup.ts';
import { migration0100 } from './0100-cold-chain.ts';
import { migration0120 } from './0120-screening-and-proposals.ts';
import { migration0140 } from './0140-superseded-excursions.ts';
import { migration0160 } from './0160-code-break-and-custody.ts';
import { migration0180 } from './0180-trail-reviews.ts';
import { migration0200 } from './0200-file-backups.ts';
import { migration0220 } from './0220-shown-kits.ts';
import { migration0240 } from './0240-code-breaks-on-backup.ts';
import { migration0300 } from './0300-shared-study.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** In the order in which they are applied. Numbers rise by tens; a released migration is never edited. */
export const migrations: readonly Migration[] = [
  migration0010,
  migration0020,
  migration0030,
  migration0040,
  migration0050,
  migration0060,
  migration0070,
  migration0080,
  migration0090,
  migration0100,
  migration0120,
  migration0140,
  migration0160,
  migration0180,
  migration0200,
  migration0220,
  migration0240,
  migration0300,
];

/** `PRAGMA user_version` of a store that this program writes. */
export const schemaVersion = Math.max(...migrations.map(({ number }) => number));

/** `PRAGMA application_id`: the letters "CACH". */
export const applicationId = 0x43414348;
