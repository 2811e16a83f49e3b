import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/canonical-json.ts';
import { refusal } from '../base/refusal.ts';
import type { Refusal } from '../base/refusal.ts';
import { err, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import type { Session } from './ports.ts';

/** What a remembered reply belongs to. */
export interface RequestKey {
  readonly requestId: string;
  readonly procedure: string;
  readonly inputHash: string;
  readonly session: Session;
}

interface StoredRequest {
  readonly user: string;
  readonly procedure: string;
  readonly input_hash: string;
  readonly reply: string;
  readonly is_sealed: number;
}

const sealContext = (requestId: string): string => `reply ${requestId}`;

/** The stored reply of a repeated request, a refusal when the id was used for something else, or null. */
export function findReply(db: SqlDatabase, key: RequestKey): Result<unknown, Refusal> | null {
  const row = db.prepare('SELECT * FROM request WHERE id = ?').get<StoredRequest>(key.requestId);
  if (row === undefined) return null;
  const isSame =
    row.user === key.session.actor.user &&
    row.procedure === key.procedure &&
    row.input_hash === key.inputHash;
  const text = isSame ? readReply(row, key) : null;
  if (text === null) {
    return err(
      refusal(
        'request-id-reused',
        `The request id ${key.requestId} already stands for another request.`,
        'Send a new id with a new request; repeat an id only with the same input.',
      ),
    );
  }
  return ok(JSON.parse(text));
}

function readReply(row: StoredRequest, key: RequestKey): string | null {
  if (row.is_sealed === 0) return row.reply;
  return key.session.sealer?.open(row.reply, sealContext(key.requestId)) ?? null;
}

/** Remembers the reply in the same transaction as its entries; an unblinded person's reply is sealed. */
export function keepReply(db: SqlDatabase, key: RequestKey, value: unknown): void {
  const text = canonicalJson(value as Json);
  const { sealer } = key.session;
  // In a shared study the entries may have come by the exchange already, which takes the id without a reply.
  db.prepare(
    `INSERT INTO request VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
       SET input_hash = excluded.input_hash, reply = excluded.reply, is_sealed = excluded.is_sealed
       WHERE input_hash = 'recorded elsewhere'`,
  ).run(
    key.requestId,
    key.session.actor.user,
    key.procedure,
    key.inputHash,
    sealer === null ? text : sealer.seal(text, sealContext(key.requestId)),
    sealer === null ? 0 : 1,
  );
}
