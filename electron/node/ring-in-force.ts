import { refusal } from '../../shared/base/refusal.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { sha256Hex } from './crypto-random.ts';
import { KeyRingError, keyRingText, readKeyRing } from './key-ring.ts';
import type { KeyRing } from './key-ring.ts';
import type { OpenDatabase } from './open-database.ts';
import { putWaitingInForce } from './ring-change.ts';

/** Entries that put a key ring in force. */
const ringKinds = `kind IN ('user-added', 'unblinding-granted', 'user-deactivated', 'passphrase-changed',
  'access-recovered', 'break-keys-granted', 'role-changed', 'recovery-dealt', 'recovery-share-taken')`;

/** The key ring beside a study, whether or not it is in force. */
export function ringOf(path: string): Result<KeyRing, Refusal> {
  try {
    return ok(readKeyRing(path));
  } catch (error) {
    if (!(error instanceof KeyRingError)) throw error;
    return err(
      refusal(
        'key-ring-unreadable',
        `The key ring of the study cannot be used: ${error.message}.`,
        'Put the .keys file back beside the study. Where it is lost, put that of the newest backup there, under its name; if it opens nothing any more, the recovery shares give access again with it.',
      ),
    );
  }
}

/** SHA-256 of what a ring says; line ends and spaces of its file do not count. */
export const ringHashOf = (ring: KeyRing): string => sha256Hex(keyRingText(ring));

/**
 * The hash of the ring that the ledger put in force last. Null where an earlier program founded the study and no
 * access changed since: then there has only been one ring.
 */
export const recordedRingHash = (database: OpenDatabase): string | null =>
  database
    .prepare(
      `SELECT content ->> '$.body.ringHash' AS hash FROM ledger
       WHERE ${ringKinds} AND content ->> '$.body.ringHash' IS NOT NULL
       ORDER BY sequence DESC LIMIT 1`,
    )
    .get<{ hash: string }>()?.hash ?? null;

/** What changed after a ring was in force. */
export interface RingChanges {
  /** People whose access or wrap changed. */
  readonly people: ReadonlySet<string>;
  /** Whether recovery shares were dealt anew, so that those of the ring must open nothing. */
  readonly dealt: boolean;
}

/** Null when the ledger never named that ring. */
export function changedSince(database: OpenDatabase, ring: KeyRing): RingChanges | null {
  const entries = database
    .prepare(`SELECT content -> '$.body' AS body FROM ledger WHERE ${ringKinds} ORDER BY sequence`)
    .all<{ body: string }>()
    .map(({ body }) => JSON.parse(body) as RingBody);
  const hash = ringHashOf(ring);
  const last = entries.findLastIndex(({ ringHash }) => ringHash === hash);
  if (last === -1) return null;
  const later = entries.slice(last + 1);
  return {
    people: new Set(
      later.flatMap(({ user, users }) => users ?? (user === undefined ? [] : [user])),
    ),
    dealt: later.some(({ holders }) => holders !== undefined),
  };
}

interface RingBody {
  readonly ringHash: string | null;
  readonly user?: string;
  readonly users?: readonly string[];
  /** Of a deal of recovery shares. */
  readonly holders?: readonly string[];
}

/** Why a key ring opens nothing, or null: an old ring, or one old wrap in it, opens with passphrases of then. */
export function ringRefusal(database: OpenDatabase, ring: KeyRing): Refusal | null {
  const recorded = recordedRingHash(database);
  return recorded === null || recorded === ringHashOf(ring) ? null : rolledBack;
}

export const ringRolledBack = 'ring-rolled-back';

export const rolledBack = refusal(
  ringRolledBack,
  'The key ring beside the study is not the one that the trail names: an older .keys file was put back, or a part of one.',
  'Put the newest .keys file back: that of the newest backup, if nobody’s access or passphrase changed since. Otherwise the recovery shares give access again with a .keys file of the study that nobody edited. Show the incident to quality assurance.',
);

/**
 * The key ring that the ledger of an open study names. One that a crash left waiting under its second name is put in
 * its place.
 */
export function ringInForce(path: string, database: OpenDatabase): Result<KeyRing, Refusal> {
  const ring = ringOf(path);
  if (!ring.ok) return ring;
  const recorded = recordedRingHash(database);
  if (recorded === null || recorded === ringHashOf(ring.value)) return ring;
  const waiting = putWaitingInForce(path, recorded);
  return waiting === null ? err(rolledBack) : ok(waiting);
}

/** The ring in force, or else the one that lies there: that it is not in force is what a verification tells. */
export function ringToVerify(path: string, database: OpenDatabase): Result<KeyRing, Refusal> {
  const inForce = ringInForce(path, database);
  return inForce.ok ? inForce : ringOf(path);
}
