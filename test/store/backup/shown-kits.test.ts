// Requirements: OFF-05, PLT-04
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../electron/node/open-database.ts';
import type { OpenDatabase } from '../../../electron/node/open-database.ts';
import { createSchema } from '../../../electron/node/store-file/migrate.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import type { AssignmentFacts } from '../../../shared/ledger/bundle/assignment-facts.ts';
import type { JudgedAssignment } from '../../../shared/ledger/backup-events.ts';
import { migration0220 } from '../../../shared/store/migrations/0220-shown-kits.ts';
import type { RecordedIn } from '../../../shared/store/projections/projection.ts';
import { project } from '../../../shared/store/projections/projections.ts';
import {
  assignmentsShowing,
  assignmentsShowingAny,
} from '../../../shared/store/queries/backup-facts.ts';

/** Which offline assignments name a kit is looked up in a table of its own, which always says what the records say. */
let folder: string;
let db: OpenDatabase;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cachet-shown-'));
  const options = { create: true, durability: 'throw-away' } as const;
  db = openDatabase(join(folder, 'shown.cachet'), randomBytes(32), options);
  createSchema(db);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const opened = (...layers: readonly (readonly string[])[]): AssignmentFacts['openings'] =>
  layers.map((kits, i) => ({
    layer: i + 1,
    kits,
    at: '2026-03-02T10:00:00.000Z',
    offsetMinutes: 60,
    mode: 'self',
    challenge: null,
    second: null,
    openedBy: 'Nora Night',
  }));

const factsOf = (key: string, rest: Partial<AssignmentFacts>): AssignmentFacts => ({
  key,
  device: 'D-1',
  site: 'S001',
  pack: 'P-1',
  envelope: 1,
  list: 'L-1',
  stratum: 'female',
  position: 1,
  visit: 'V1',
  subject: `subject ${key}`,
  consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
  gates: [],
  factors: {},
  at: '2026-03-02T10:00:00.000Z',
  offsetMinutes: 60,
  epoch: 1,
  sequence: 5,
  openings: [],
  unusable: [],
  dispensed: null,
  correction: null,
  skewMs: 0,
  skipped: null,
  fork: null,
  ...rest,
});

let sequence = 0;
/** Records an import as the console does, without the record of the site itself. */
function imports(assignments: readonly AssignmentFacts[], dropped: readonly string[] = []): void {
  sequence += 1;
  const judged = assignments.map((facts): JudgedAssignment => ({
    key: facts.key,
    verdict: 'incomplete',
    findings: [],
    facts: facts as unknown as Json,
    state: facts.dispensed === null ? 'waiting' : 'open',
    records: false,
  }));
  const origin = { bundle: `b-${sequence}`, device: 'D-1', site: 'S001', pack: 'P-1' };
  const body = { ...origin, epoch: 1, first: 1, last: 1, entries: [], judged, dropped };
  const entry = { sequence, at: '2026-03-03T10:00:00.000Z', reason: null, signature: null };
  project(db, { kind: 'bundle-imported', body }, entry as unknown as RecordedIn);
}

const shown = () =>
  db
    .prepare(
      `SELECT kit, key FROM shown_kit JOIN backup_assignment ON backup_assignment.id = assignment
       ORDER BY kit, key`,
    )
    .rows()
    .map((row) => row.join(' '));

test('follows what the records say, also when a story goes on under another key', () => {
  imports([
    factsOf('whole', { openings: opened(['K1'], ['K2']), dispensed: ['K2'] }),
    factsOf('foreign', { openings: opened(['K2']), dispensed: ['K2', 'K9'] }),
    factsOf('begun', { openings: opened(['K4']) }),
  ]);
  expect(shown()).toEqual(['K1 whole', 'K2 foreign', 'K2 whole', 'K4 begun', 'K9 foreign']);
  imports([factsOf('ended', { openings: opened(['K4'], ['K5']), dispensed: ['K5'] })], ['begun']);
  expect(shown().filter((row) => /K[45]/.test(row))).toEqual(['K4 ended', 'K5 ended']);
});

test('names what is known behind a gap, and what comes to light when it closes', () => {
  const unusable = [{ kits: ['K6'], condition: 'damaged', note: 'it fell' }] as const;
  const behind = { unusable, dispensed: ['K7'] };
  imports([factsOf('gap', { ...behind, behind: { from: 3, to: 4 } })]);
  expect(shown().filter((row) => row.endsWith('gap'))).toEqual(['K6 gap', 'K7 gap']);
  imports([factsOf('gap', { ...behind, openings: opened(['K6', 'K8'], ['K7']) })]);
  expect(shown().filter((row) => row.endsWith('gap'))).toEqual(['K6 gap', 'K7 gap', 'K8 gap']);
});

test('is filled from what came home before', () => {
  const recorded = shown();
  expect(recorded.length).toBeGreaterThan(7);
  db.exec(`DROP TABLE shown_kit; ${migration0220.sql}`);
  expect(shown()).toEqual(recorded);
});

test('answers without reading the other assignments', () => {
  const keysOf = (kits: readonly string[]) => assignmentsShowingAny(db, kits).map(({ key }) => key);
  expect(keysOf(['K2', 'K5'])).toEqual(['whole', 'foreign', 'ended']);
  expect(keysOf(['K3'])).toEqual([]);
  expect(assignmentsShowing(db, 'K7').map(({ key }) => key)).toEqual(['gap']);
  const asked: string[] = [];
  const listening = {
    exec: (sql: string) => db.exec(sql),
    prepare(sql: string) {
      asked.push(sql);
      return db.prepare(sql);
    },
  };
  assignmentsShowingAny(listening, ['K2']);
  const plan = asked.flatMap((sql) =>
    db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>(null),
  );
  const tables = plan.map(({ detail }) => detail).filter((detail) => !detail.includes('json_each'));
  expect(tables.filter((detail) => detail.startsWith('SCAN'))).toEqual([]);
  expect(tables.filter((detail) => detail.startsWith('SEARCH'))).toHaveLength(2);
});
