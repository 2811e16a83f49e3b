import { z } from 'zod';
import { count, line, nothing, passphrase, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const keep = z.strictObject({
  last: z.number().int().min(1).max(100),
  daily: z.number().int().min(0).max(366),
  weekly: z.number().int().min(0).max(260),
  monthly: z.number().int().min(0).max(240),
});

const schedule = z.strictObject({
  /** A folder on this machine, best on another disk. */
  place: line(2000),
  everyHours: z
    .number()
    .int()
    .min(1)
    .max(24 * 31),
  keep,
});

const backup = z.strictObject({
  code: z.string(),
  file: z.string(),
  place: z.string(),
  entries: count,
  scheduled: z.boolean(),
  missed: count,
  madeBy: z.string(),
  madeAt: z.string(),
  offsetMinutes: z.number().int(),
  /**
   * `missing`: nobody deleted it here, and the file is not in its place. `unsound`: what lies there cannot be restored as
   * this backup. `remains`: the trail calls it deleted, and a file of its name is there.
   */
  state: z.enum(['kept', 'deleted', 'missing', 'unsound', 'remains']),
  deletedAt: z.string().nullable(),
  /** Why the rule of retention keeps it; empty when it does not. */
  keptAs: z.array(z.enum(['last', 'daily', 'weekly', 'monthly'])),
});
export type FileBackup = z.infer<typeof backup>;

const status = z.strictObject({
  schedule: schedule
    .extend({ setAt: z.string(), offsetMinutes: z.number().int(), setBy: z.string() })
    .nullable(),
  /** Whether the folder of the schedule is there; null without a schedule. */
  placeIsThere: z.boolean().nullable(),
  nextAt: z.string().nullable(),
  isDue: z.boolean(),
  missed: count,
  failure: z
    .strictObject({
      place: z.string(),
      rule: z.string(),
      message: z.string(),
      at: z.string(),
      offsetMinutes: z.number().int(),
    })
    .nullable(),
  /** Newest first. */
  backups: z.array(backup),
});
export type BackupsStatus = z.infer<typeof status>;

const checkpointVerdict = z.enum(['held', 'lacks', 'differs']);

const end = z.strictObject({
  entries: count,
  lastAt: z.string().nullable(),
  /** Hash of the last entry. */
  head: z.string(),
});

/** Access that ended or changed after the backup, and that it gives back. */
const returning = z.array(
  z.strictObject({
    user: z.string(),
    printedName: z.string(),
    /** As the backup has it. */
    role: z.string(),
    /** The role in the present file; null when the access ended. */
    now: z.string().nullable(),
  }),
);

/** A backup beside the file that it would take the place of. */
const comparison = z.strictObject({
  backup: end.extend({
    path: z.string(),
    schema: z.number().int(),
    /** Its number in the trail of the present file, when that knows it. */
    code: z.string().nullable(),
    checks: z.array(z.strictObject({ check: z.string(), passed: z.boolean(), detail: z.string() })),
    ok: z.boolean(),
  }),
  /** The newest file of the study. `problem` says why there is none, or why it may not be the newest. */
  present: end.extend({ path: z.string() }).nullable(),
  presentProblem: z.string().nullable(),
  /** Nobody can be sure of the present file: somebody else of the backup signs the restore as well. */
  needsSecondSigner: z.boolean(),
  /** Entries that both begin with, and whether each goes on differently after them. */
  common: count,
  parted: z.boolean(),
  lost: z.strictObject({
    entries: count,
    firstAt: z.string().nullable(),
    lastAt: z.string().nullable(),
    byKind: z.array(
      z.strictObject({ kind: z.string(), words: z.string(), entries: count, lastAt: z.string() }),
    ),
    /** The latest, newest first. */
    latest: z.array(
      z.strictObject({ entry: count, at: z.string(), by: z.string(), what: z.string() }),
    ),
  }),
  /** Entries that the backup has and the present file lacks. */
  gained: count,
  /** What this machine last saw; `entries` is null when it keeps no checkpoint. */
  anchor: z.strictObject({
    verdict: z.enum([...checkpointVerdict.options, 'none', 'missing', 'forged']),
    entries: count.nullable(),
  }),
  witnessed: z.array(
    z.strictObject({ entries: count, head: z.string(), verdict: checkpointVerdict }),
  ),
  /** Entries that this machine has seen and that the backup lacks. */
  missing: count,
  returning,
  /** Where the restored file would lie. */
  target: z.string(),
});
export type BackupComparison = z.infer<typeof comparison>;

const credentials = {
  backup: line(4096),
  user: line(60),
  /** The present one; as it was when the backup was made where no present file can be read for sure. */
  passphrase,
};

const witnessed = z
  .array(
    z.strictObject({
      entries: z.number().int().min(1).max(1_000_000_000),
      head: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
    }),
  )
  .max(50)
  .default([]);

export const backupContracts = {
  'backups.status': define({
    kind: 'lifecycle',
    summary: 'The schedule of backups of the study file, what was made, missed and deleted.',
    input: nothing,
    output: status,
    roles: 'signed-in',
  }),
  'backups.setSchedule': define({
    kind: 'lifecycle',
    summary: 'Say where, how often and how long backups are kept; null ends them.',
    input: z.strictObject({ schedule: schedule.nullable(), reason, signature }),
    output: nothing,
    roles: ['administrator', 'unblinded-pharmacist'],
    signatures: { count: 1, meaning: 'I set how this study is backed up' },
  }),
  'backups.make': define({
    kind: 'lifecycle',
    summary: 'Make a backup, open it again, check it, and delete what the retention lets go.',
    input: z.strictObject({
      /** Does nothing unless the schedule says that one is due. */
      scheduled: z.boolean().default(false),
      /** A folder other than that of the schedule. */
      place: line(2000).optional(),
    }),
    output: z.strictObject({
      code: z.string(),
      path: z.string(),
      entries: count,
      deleted: z.array(z.string()),
    }),
    roles: [
      'administrator',
      'unblinded-pharmacist',
      'depot-operator',
      'supply-planner',
      'unblinded-statistician',
      'qa',
    ],
  }),
  'backups.compare': define({
    kind: 'lifecycle',
    summary:
      'Hold a backup against the present file, this machine’s checkpoint and others: what would be lost.',
    input: z.strictObject({ ...credentials, witnessed }),
    output: comparison,
    roles: 'anyone',
  }),
  'backups.restore': define({
    kind: 'lifecycle',
    summary: 'Make a new study file from a backup, in a new epoch, and choose it.',
    input: z.strictObject({
      backup: line(4096),
      witnessed,
      /** Of somebody of the backup; the passphrase as for comparing. */
      signature,
      /** Of another person of the backup; asked where no present file can be read for sure. */
      second: signature.optional(),
      /** A new file; by default beside the present one. */
      target: line(4096).optional(),
      /** Goes on although entries that this machine or the present file has are lost. */
      acceptsLoss: z.boolean().default(false),
      reason,
    }),
    output: z.strictObject({
      path: z.string(),
      entries: count,
      missing: count,
      epoch: count,
      /** The file that was chosen before; it was not touched. */
      kept: z.string().nullable(),
      /** End or change the access of these people again. */
      returning,
      /** No present file could be read for sure: nobody knows whose access ended since the backup. */
      presentUnread: z.boolean(),
    }),
    roles: 'anyone',
    signatures: {
      count: 1,
      meaning: 'I put this backup in the place of the study',
      checked: 'by-handler',
    },
  }),
} as const;
