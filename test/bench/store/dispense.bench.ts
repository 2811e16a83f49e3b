import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../electron/node/open-database.ts';
import type { OpenDatabase } from '../../../electron/node/open-database.ts';
import { largeSite } from '../../builders/large-store.ts';
import type { Suite } from '../suite.ts';
import { atLeastRatio } from '../suite.ts';
import { benchSize, benchStore, quantile } from './bench-store.ts';

const commits = 100;

let next = 0;
/** What one randomization adds to the ledger, and what it makes the disk write: whole pages of every index. */
let entryBytes = 0;
let writtenBytes = 0;

async function allocate(): Promise<void> {
  const site = largeSite(next);
  const subject = `B${next}`;
  next += 1;
  await benchStore().must('pharma', 'subjects.allocate', {
    subject,
    site,
    consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
    gates: ['I1', 'I2', 'E1', 'E2'],
    factors: {},
  });
}

interface BareStore {
  readonly folder: string;
  readonly db: OpenDatabase;
}

let bareStore: BareStore | undefined;

/** An encrypted file with the same settings and one table, without an index of ours. */
function bare(): BareStore {
  if (bareStore !== undefined) return bareStore;
  const folder = mkdtempSync(join(tmpdir(), 'cachet-bench-'));
  const db = openDatabase(join(folder, 'bare.db'), new Uint8Array(32).fill(7), { create: true });
  db.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  bareStore = { folder, db };
  return bareStore;
}

function bareCommit(length: number): void {
  const { db } = bare();
  db.transaction(() =>
    db.prepare('INSERT INTO bare (bytes) VALUES (?)').run(new Uint8Array(length)),
  );
}

async function gate(): Promise<void> {
  const { db } = benchStore();
  const before = db.prepare('SELECT count(*) AS n FROM subject').get<{ n: number }>()?.n as number;
  await allocate();
  const after = db.prepare('SELECT count(*) AS n FROM subject').get<{ n: number }>()?.n as number;
  if (after !== before + 1) throw new Error('a randomization did not stay');
  const row = db
    .prepare(
      `SELECT length(content) + length(sealed) AS bytes FROM ledger ORDER BY sequence DESC LIMIT 1`,
    )
    .get<{ bytes: number }>();
  entryBytes = row?.bytes as number;
  writtenBytes = await bytesOfCommit();
}

const sampled = 20;

/** Bytes that a randomization appends to the write-ahead log. */
async function bytesOfCommit(): Promise<number> {
  const { db } = benchStore();
  const main = db.prepare('PRAGMA database_list').get<{ file: string }>();
  db.checkpoint();
  for (let i = 0; i < sampled; i += 1) await allocate();
  return Math.round(statSync(`${main?.file}-wal`).size / sampled);
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function notes(): Promise<string[]> {
  const ours: number[] = [];
  const entryOnly: number[] = [];
  for (let i = 0; i < commits; i += 1) {
    ours.push(await timed(allocate));
    entryOnly.push(await timed(() => bareCommit(entryBytes)));
  }
  const words = (times: readonly number[]): string =>
    `median ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms`;
  return [
    `randomize and dispense: ${words(ours)}; writes ${(writtenBytes / 1000).toFixed(0)} kB`,
    `bare commit of the entry's ${entryBytes} bytes alone: ${words(entryOnly)}`,
  ];
}

/** Randomizing with first kits through the door, durable, against one durable commit that writes as much. */
export const dispenseSuite: Suite = {
  name: 'store-dispense',
  unit: `durable commits at ${benchSize.kits} kits`,
  gate,
  async ours() {
    for (let i = 0; i < commits; i += 1) await allocate();
    return commits;
  },
  floor: {
    name: 'one bare durable commit that writes the same bytes',
    run() {
      for (let i = 0; i < commits; i += 1) bareCommit(writtenBytes);
      return commits;
    },
  },
  goals: [atLeastRatio(1 / 1.5, 'at most 1.5 times a bare commit')],
  notes,
  close() {
    if (bareStore !== undefined) {
      bareStore.db.close();
      rmSync(bareStore.folder, { recursive: true, force: true });
    }
  },
};
