import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { fromHex } from '../../../shared/base/hex.ts';
import type { Job } from '../../../shared/app/ports.ts';
import type { Verification } from '../../../shared/contracts/trail.ts';
import { ChainWalker } from '../../../shared/ledger/chain.ts';
import type { ChainFault } from '../../../shared/ledger/chain.ts';
import type { EntryContent } from '../../../shared/ledger/entry.ts';
import type { StudyEvent } from '../../../shared/ledger/events.ts';
import { readEntries } from '../../../shared/store/ledger-store.ts';
import { project, projectedTables } from '../../../shared/store/projections/projections.ts';
import type { AnchorFound } from '../anchor.ts';
import { sha256Hex } from '../crypto-random.ts';
import { verifySignature } from '../device.ts';
import type { KeyRing } from '../key-ring.ts';
import { openDatabase } from '../open-database.ts';
import { recordedRingHash, ringRefusal } from '../ring-in-force.ts';
import type { OpenDatabase } from '../open-database.ts';
import { explainFault } from './faults.ts';
import { createSchema } from './migrate.ts';
import { anchorRefusal } from './store-file.ts';

/** Device signatures checked one by one up to this number; beyond it, evenly sampled, and the last always. */
const signaturesChecked = 4_000;
const progressEvery = 20_000;

export interface VerifyRequest {
  readonly database: OpenDatabase;
  readonly path: string;
  readonly ring: KeyRing;
  readonly anchor: AnchorFound;
  /** Replays the ledger into an empty file and compares every table. */
  readonly replay: boolean;
  readonly job: Job;
}

type Check = Verification['checks'][number];

/** Checks chain, signatures, anchor, file and tables; names the first entry that is wrong. Changes nothing. */
export function verifyStore(request: VerifyRequest): Verification {
  const started = performance.now();
  const { database } = request;
  const total = (database.prepare('SELECT count(*) AS n FROM ledger').get() as { n: number }).n;
  const walk = walkChain(request, total);
  const checks: Check[] = [
    chainCheck(walk, total),
    anchorCheck(request),
    ringCheck(request),
    fileCheck(database),
  ];
  let fault = walk.fault;
  if (fault === null) {
    const replayed = replayChecks(request, total);
    checks.push(...replayed.checks);
    fault = replayed.fault;
  }
  return {
    ok: checks.every(({ passed }) => passed),
    entries: total,
    checkpoints: request.anchor.kind === 'anchor' ? 1 : 0,
    signaturesChecked: walk.signatures,
    head: walk.head,
    checks,
    firstBadEntry: fault === null ? null : { entry: fault.entry, problem: fault.problem },
    milliseconds: Math.round(performance.now() - started),
  };
}

interface Walk {
  readonly fault: ChainFault | null;
  readonly signatures: number;
  readonly head: string;
}

function walkChain(request: VerifyRequest, total: number): Walk {
  const { database } = request;
  const signed = (
    database.prepare('SELECT count(signature) AS n FROM ledger').get() as { n: number }
  ).n;
  const stride = Math.max(1, Math.ceil(signed / signaturesChecked));
  const sampled = walkWith(request, total, stride);
  return sampled.fault !== null && stride > 1 ? walkWith(request, total, 1) : sampled;
}

function walkWith(request: VerifyRequest, total: number, stride: number): Walk {
  const { database, ring, job } = request;
  const keys = publicKeys(database, ring);
  const walker = new ChainWalker(
    { sha256Hex, verifySignature, publicKeyOf: (device) => keys.get(device) },
    { stride },
  );
  let fault: ChainFault | null = null;
  for (const entry of readEntries(database)) {
    fault = walker.step(entry);
    if (fault !== null) break;
    if (entry.sequence % progressEvery === 0)
      job.progress(entry.sequence, total, 'checking the chain');
  }
  fault ??= walker.finish();
  if (fault === null && walker.entries !== total) {
    fault = { entry: walker.entries + 1, problem: 'entries are missing' };
  }
  return { fault, signatures: walker.signaturesChecked, head: walker.headHash };
}

/** The founder's key comes from the key ring, so that a rewritten ledger cannot enrol a key of its own for it. */
function publicKeys(database: OpenDatabase, ring: KeyRing): ReadonlyMap<string, Uint8Array> {
  const keys = new Map<string, Uint8Array>();
  const rows = database
    .prepare('SELECT device, public_key FROM device')
    .all<{ device: string; public_key: string }>();
  for (const { device, public_key: key } of rows) keys.set(device, fromHex(key));
  keys.set(ring.founder.device, fromHex(ring.founder.publicKey));
  return keys;
}

const chainCheck = (walk: Walk, total: number): Check => ({
  check: 'Chain and device signatures',
  passed: walk.fault === null,
  detail:
    walk.fault === null
      ? `${total} entries continue one another; ${walk.signatures} device signatures are genuine.`
      : `Entry ${walk.fault.entry}: ${walk.fault.problem}.`,
});

function anchorCheck(request: VerifyRequest): Check {
  const check = 'Anchor outside the file';
  if (request.anchor.kind === 'none') {
    return {
      check,
      passed: true,
      detail: 'This machine keeps no earlier checkpoint of the study.',
    };
  }
  const behind = anchorRefusal(request.database, request.anchor);
  if (behind !== null) return { check, passed: false, detail: behind.message };
  const entries = request.anchor.kind === 'anchor' ? request.anchor.checkpoint.entries : 0;
  return {
    check,
    passed: true,
    detail: `The ledger continues the checkpoint at entry ${entries}.`,
  };
}

function ringCheck({ database, ring }: VerifyRequest): Check {
  const check = 'Key ring';
  const rolledBack = ringRefusal(database, ring);
  if (rolledBack !== null) return { check, passed: false, detail: rolledBack.message };
  const detail =
    recordedRingHash(database) === null
      ? 'No access changed since an earlier program founded the study; its entries name no key ring.'
      : 'It is the one that the trail put in force last.';
  return { check, passed: true, detail };
}

function fileCheck(database: OpenDatabase): Check {
  const found = database.pragma('integrity_check(1)');
  const broken = database.prepare('PRAGMA foreign_key_check').all().length;
  return {
    check: 'File structure',
    passed: found === 'ok' && broken === 0,
    detail:
      found === 'ok' && broken === 0
        ? 'Pages, indexes and references are sound.'
        : `${String(found)}; ${broken} broken references.`,
  };
}

interface Replayed {
  readonly checks: readonly Check[];
  readonly fault: ChainFault | null;
}

/** Compares schema and tables with a fresh file that holds nothing but the replayed ledger. */
function replayChecks(request: VerifyRequest, total: number): Replayed {
  const path = `${request.path}.verify-${randomBytes(4).toString('hex')}`;
  const fresh = openDatabase(path, randomBytes(32), { create: true, durability: 'throw-away' });
  // Two full page caches at once would be most of what the core may take.
  request.database.pragma('shrink_memory');
  try {
    createSchema(fresh);
    const schema = schemaCheck(request.database, fresh);
    if (!request.replay || !schema.passed) return { checks: [schema], fault: null };
    const fault = replayInto(fresh, request, total);
    const problem = fault?.problem ?? differenceOf(request.database, fresh);
    return { checks: [schema, tablesCheck(problem)], fault };
  } finally {
    fresh.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  }
}

const schemaText = (database: OpenDatabase): string =>
  JSON.stringify(
    database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').rows(),
  );

/** Guards, indexes, triggers and tables are those of the program: nothing dropped, nothing added. */
function schemaCheck(database: OpenDatabase, fresh: OpenDatabase): Check {
  const passed = schemaText(database) === schemaText(fresh);
  return {
    check: 'Schema and guards',
    passed,
    detail: passed
      ? 'Tables, indexes and triggers are those of this program.'
      : 'Tables, indexes or triggers were added, dropped or changed.',
  };
}

function differenceOf(database: OpenDatabase, fresh: OpenDatabase): string | null {
  const different = projectedTables.find(
    ({ table, order }) => tableDigest(database, table, order) !== tableDigest(fresh, table, order),
  );
  return different === undefined
    ? null
    : `table ${different.table} differs from the replayed ledger`;
}

const tablesCheck = (problem: string | null): Check => ({
  check: 'Tables equal the replayed ledger',
  passed: problem === null,
  detail: problem ?? `All ${projectedTables.length} tables have the digests of the replay.`,
});

function replayInto(
  target: OpenDatabase,
  request: VerifyRequest,
  total: number,
): ChainFault | null {
  const remembered = request.database.prepare('SELECT 1 FROM request WHERE id = ?');
  let at = 0;
  try {
    target.transaction(() => {
      for (const entry of readEntries(request.database)) {
        at = entry.sequence;
        const content = JSON.parse(entry.content) as EntryContent;
        project(target, content as unknown as StudyEvent, { ...content, sequence: at });
        if (content.requestId !== null && remembered.get(content.requestId) === undefined) {
          throw new Error(`its request ${content.requestId} is no longer remembered`);
        }
        if (at % 5_000 === 0) request.job.progress(at, total, 'replaying the ledger');
      }
    });
    return null;
  } catch (error) {
    // A full or failing disk says nothing about the ledger.
    const fault = explainFault(error);
    if (fault !== null && fault.rule !== 'store-damaged') throw error;
    return { entry: at, problem: `it cannot be replayed (${(error as Error).message})` };
  }
}

/** SHA-256 over all rows of a table in a fixed order. */
export function tableDigest(database: OpenDatabase, table: string, order: string): string {
  const hash = createHash('sha256');
  for (const row of database.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).iterate()) {
    hash.update(JSON.stringify(Object.values(row)));
    hash.update('\n');
  }
  return hash.digest('hex');
}
