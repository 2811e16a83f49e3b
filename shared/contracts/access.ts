import { z } from 'zod';
import { roles } from '../domain/access/roles.ts';
import { count, file, line, nothing, passphrase, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const user = z.strictObject({
  user: z.string(),
  printedName: z.string(),
  role: z.enum(roles),
  sites: z.array(z.string()),
  status: z.enum(['active', 'deactivated']),
  unblinded: z.boolean(),
  awaitingUnblinding: z.boolean(),
  addedAt: z.string(),
});
export type UserRow = z.infer<typeof user>;

const shares = z.strictObject({
  /** The latest deal; null when the trail has none. Who holds shares is for those who look after access. */
  dealt: z
    .strictObject({
      at: z.string(),
      offsetMinutes: z.number().int(),
      by: z.string(),
      threshold: count,
      holders: z.array(
        z.strictObject({
          user: z.string(),
          printedName: z.string(),
          /** `lost`: the holder's key or access went before the share was taken. */
          state: z.enum(['waiting', 'taken', 'lost']),
        }),
      ),
    })
    .nullable(),
  mine: z.enum(['none', 'waiting', 'taken', 'lost']),
});
export type RecoveryShares = z.infer<typeof shares>;

const historyEntry = z.strictObject({
  entry: z.number().int(),
  at: z.string(),
  offsetMinutes: z.number().int(),
  by: z.string(),
  what: z.string(),
  detail: z.string(),
  reason: z.string().nullable(),
});

export const accessContracts = {
  'access.users': define({
    kind: 'query',
    store: 'any',
    summary: 'People of the study, their roles and whether they may see arms.',
    input: nothing,
    output: z.strictObject({ users: z.array(user) }),
    roles: 'signed-in',
  }),
  'access.history': define({
    kind: 'query',
    store: 'any',
    summary:
      'What happened to the access of a person: added, given the key, ended, misused; newest first.',
    input: z.strictObject({ user: line(60) }),
    output: z.strictObject({
      user,
      signIns: count,
      lastSignIn: z.string().nullable(),
      /** The latest 200. */
      entries: z.array(historyEntry),
    }),
    roles: 'signed-in',
  }),
  'access.roles': define({
    kind: 'query',
    store: 'any',
    summary: 'What each role may ask of the program.',
    input: nothing,
    output: z.strictObject({
      roles: z.array(z.enum(roles)),
      procedures: z.array(
        z.strictObject({
          name: z.string(),
          kind: z.string(),
          summary: z.string(),
          allowed: z.array(z.enum(roles)),
          needsUnblindingKey: z.boolean(),
        }),
      ),
    }),
    roles: 'signed-in',
  }),
  'access.signatures': define({
    kind: 'query',
    summary: 'Who may sign what and with which meaning, as CSV, XLSX or PDF.',
    input: z.strictObject({ format: z.enum(['csv', 'xlsx', 'pdf']) }),
    output: file,
    roles: 'signed-in',
  }),
  'access.addUser': define({
    kind: 'lifecycle',
    summary: 'Add a person with a first passphrase that must be changed at first sign-in.',
    input: z.strictObject({
      user: line(60),
      printedName: line(120),
      role: z.enum(roles),
      sites: z.array(line(40)).max(1000).default([]),
      passphrase,
      signature,
    }),
    output: nothing,
    roles: ['administrator'],
    signatures: { count: 1, meaning: 'I give this person access to the study' },
  }),
  'access.grantUnblinding': define({
    kind: 'lifecycle',
    summary: 'Give an unblinded person the key to arm information; only somebody who holds it can.',
    input: z.strictObject({ user: line(60), reason, signature }),
    output: nothing,
    roles: ['unblinded-pharmacist', 'unblinded-statistician'],
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I give this person the key to the arms' },
  }),
  'access.changeRole': define({
    kind: 'lifecycle',
    summary:
      'Give a person another role, or other sites. A role comes with a new first passphrase and without the key to the arms.',
    input: z.strictObject({
      user: line(60),
      role: z.enum(roles),
      sites: z.array(line(40)).max(1000).default([]),
      /** The first passphrase of the new role; not asked for where only sites change. */
      passphrase: passphrase.optional(),
      reason,
      signature,
    }),
    output: nothing,
    roles: ['administrator'],
    signatures: { count: 1, meaning: 'I change the access of this person' },
  }),
  'access.shares': define({
    kind: 'query',
    store: 'any',
    summary: 'Who holds the recovery shares of the study, and whether one waits for the person.',
    input: nothing,
    output: shares,
    roles: 'signed-in',
  }),
  'access.dealShares': define({
    kind: 'lifecycle',
    summary:
      'Deal recovery shares, each sealed to its holder, who alone can take it; shares dealt before open nothing any more.',
    input: z.strictObject({
      holders: z.array(line(60)).min(2).max(10),
      /** So many of them together give access again. */
      threshold: z.number().int().min(2).max(10),
      reason,
      signature,
    }),
    output: nothing,
    roles: ['unblinded-pharmacist', 'unblinded-statistician'],
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I deal recovery shares to these people' },
  }),
  'access.takeShare': define({
    kind: 'lifecycle',
    summary: 'Take one’s own recovery share; it is shown this once and kept nowhere.',
    input: z.strictObject({ signature }),
    output: z.strictObject({ share: z.string(), threshold: count, shares: count }),
    roles,
    signatures: { count: 1, meaning: 'I take my recovery share and keep it apart' },
  }),
  'access.deactivateUser': define({
    kind: 'lifecycle',
    summary: 'End a person’s access; the name stays in the trail.',
    input: z.strictObject({ user: line(60), reason, signature }),
    output: nothing,
    roles: ['administrator'],
    signatures: { count: 1, meaning: 'I end the access of this person' },
  }),
} as const;
