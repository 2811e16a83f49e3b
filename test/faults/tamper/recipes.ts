import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { writeAnchor } from '../../../electron/node/anchor.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { keyRingPath } from '../../../electron/node/key-ring.ts';
import { hashAt, readHead } from '../../../shared/store/ledger-store.ts';
import type { Checkpoint } from '../../../shared/ledger/checkpoint.ts';
import { coreOn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { atWork, newLane } from '../lane.ts';
import { anchorPath, readJson, rewriteWithKeys, unguarded, withDatabase } from './attacker.ts';

/** Does something to a study; with `harm` false the same hand movements without the harm: the control. */
export type Tamper = (lane: Bench, harm: boolean) => void | Promise<void>;

export interface Recipe {
  readonly name: string;
  readonly tamper: Tamper;
  /** What is tried then; signing in and verifying unless it says otherwise. */
  readonly attempt?: (lane: Bench) => Promise<readonly string[]>;
  /** What catches it, one of: the rule of the refused sign-in, or the check of the verification. */
  readonly caughtBy: readonly string[];
}

const chain = 'Chain and device signatures';
const pageSize = 4096;

const sql = (lane: Bench, text: string): Promise<void> =>
  withDatabase(lane, (database) => unguarded(database, () => database.exec(text)));

const registerLots = (lane: Bench, lots: readonly string[]): Promise<void> =>
  atWork(lane, async (core) => {
    for (const lot of lots) await core.must('lots.register', { lot, expiry: '2031-05-31' });
  });

const edit: Tamper = (lane, harm) =>
  sql(
    lane,
    `UPDATE ledger SET content = replace(content, 'L24-117', '${harm ? 'L24-118' : 'L24-117'}')
     WHERE sequence = (SELECT min(sequence) FROM ledger WHERE content LIKE '%L24-117%')`,
  );

const remove: Tamper = (lane, harm) =>
  sql(lane, `DELETE FROM ledger WHERE sequence = ${harm ? 40 : -40}`);

/** A copy of entry 30 comes in after it; all later ones move on by one. */
const insert: Tamper = (lane, harm) =>
  sql(
    lane,
    `CREATE TEMP TABLE moved AS SELECT sequence, device, epoch, device_sequence, content, sealed, hash, signature FROM ledger WHERE sequence >= 30;
     DELETE FROM ledger WHERE sequence >= 30;
     ${harm ? 'INSERT INTO moved SELECT * FROM moved WHERE sequence = 30;' : ''}
     INSERT INTO ledger (sequence, device, epoch, device_sequence, content, sealed, hash, signature)
       SELECT 29 + row_number() OVER (ORDER BY sequence), device, epoch,
         29 + row_number() OVER (ORDER BY sequence), content, sealed, hash, signature FROM moved;
     DROP TABLE moved`,
  );

const truncate: Tamper = (lane, harm) =>
  sql(
    lane,
    `DELETE FROM ledger WHERE sequence > (SELECT max(sequence) FROM ledger) - ${harm ? 3 : 0}`,
  );

const rollBack: Tamper = async (lane, harm) => {
  const older = `${lane.path}.older`;
  if (harm) copyFileSync(lane.path, older);
  await registerLots(lane, ['LATER-1']);
  if (!harm) copyFileSync(lane.path, older);
  copyFileSync(older, lane.path);
};

const rename = (content: string): string => content.replace('Maren Solberg', 'Somebody Else');

/** The entry of somebody's kits, from which on the history is written anew. */
const rewrite: Tamper = (lane, harm) =>
  withDatabase(lane, (database) =>
    unguarded(database, () =>
      rewriteWithKeys(database, lane, 30, (content) => (harm ? rename(content) : content)),
    ),
  );

/** As before, and the anchor of this machine signed anew as well. */
export const rewriteWithAnchor: Tamper = async (lane, harm) => {
  await rewrite(lane, harm);
  const device = loadDevice(lane.dataDirectory);
  const { checkpoint } = readJson(anchorPath(lane)) as { checkpoint: Checkpoint };
  const head = await withDatabase(lane, (database) => ({
    entries: readHead(database, device.id).sequence,
    head: hashAt(database, readHead(database, device.id).sequence) as string,
  }));
  writeAnchor(lane.dataDirectory, device, { ...checkpoint, ...head });
};

/** A copy of the study and the machine goes on elsewhere, longer, and is then put in the place of the study. */
const fork: Tamper = async (lane, harm) => {
  const elsewhere = newLane(lane);
  await registerLots(elsewhere, ['FORK-1', 'FORK-2', 'FORK-3']);
  if (harm) await registerLots(lane, ['HERE-1']);
  copyFileSync(elsewhere.path, lane.path);
  elsewhere.remove();
};

const swapPages: Tamper = (lane, harm) => {
  const file = readFileSync(lane.path);
  const pages = file.length / pageSize;
  const [a, b] = [Math.floor(pages / 3), harm ? Math.floor(pages / 2) : Math.floor(pages / 3)];
  const copy = Buffer.from(file);
  file.copy(copy, a * pageSize, b * pageSize, (b + 1) * pageSize);
  file.copy(copy, b * pageSize, a * pageSize, (a + 1) * pageSize);
  writeFileSync(lane.path, copy);
};

/** The file of another study, made by the same people on the same machine. */
const swapFile =
  (other: () => Bench): Tamper =>
  (lane, harm) =>
    copyFileSync(harm ? other().path : lane.path, `${lane.path}.put`) ??
    copyFileSync(`${lane.path}.put`, lane.path);

/** An older file is restored, and the log of the newer one is left beside it. */
const leaveLog: Tamper = async (lane, harm) => {
  const [file, log] = [`${lane.path}.put`, `${lane.path}.log`];
  copyFileSync(lane.path, file);
  await registerLots(lane, ['BEFORE-1', 'BEFORE-2']);
  if (!harm) copyFileSync(lane.path, file);
  await atWork(lane, async (core) => {
    await core.must('lots.register', { lot: 'AFTER-1', expiry: '2031-05-31' });
    copyFileSync(`${lane.path}-wal`, log);
  });
  copyFileSync(file, lane.path);
  copyFileSync(log, `${lane.path}-wal`);
};

const editAnchor: Tamper = (lane, harm) => {
  const path = anchorPath(lane);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/"entries":(\d+)/, harm ? '"entries":3' : '"entries":$1'));
};

export const downgrade: Tamper = (lane, harm) =>
  withDatabase(lane, (database) => {
    const version = database.pragma('user_version') as number;
    database.exec(`PRAGMA user_version = ${harm ? version - 1 : version}`);
  });

interface Ring {
  readonly users: { user: string; role: string; wrappedPrivateKey: string }[];
  readonly founder: { publicKey: string };
}

const editRing =
  (change: (ring: Ring) => Ring): Tamper =>
  (lane, harm) => {
    const path = keyRingPath(lane.path);
    const ring = readJson(path) as Ring;
    writeFileSync(path, JSON.stringify(harm ? change(ring) : ring));
  };

const editMaren = (change: (user: Ring['users'][number], ring: Ring) => object): Tamper =>
  editRing((ring) => ({
    ...ring,
    users: ring.users.map((user) =>
      user.user === 'maren' ? { ...user, ...change(user, ring) } : user,
    ),
  }));

const editWrap = editMaren(({ wrappedPrivateKey }) => {
  const bytes = Buffer.from(wrappedPrivateKey, 'base64');
  bytes[20] = (bytes[20] as number) ^ 1;
  return { wrappedPrivateKey: bytes.toString('base64') };
});

async function marenChanges(lane: Bench, current: string, next: string): Promise<void> {
  const core = coreOn(lane);
  try {
    await core.must('session.signIn', { user: 'maren', passphrase: current });
    await core.must('session.changePassphrase', { current, next });
  } finally {
    core.close();
  }
}

/**
 * Maren's passphrase was told on and she changes it; the ring of before, or her wrap alone, is put back. The control
 * has the same changes, and puts back what is there.
 */
const putOldKeysBack =
  (spliced: (old: Ring, current: Ring) => object): Tamper =>
  async (lane, harm) => {
    const path = keyRingPath(lane.path);
    const other = 'nobody was told these words';
    const old = readJson(path) as Ring;
    await marenChanges(lane, demonstrationPassphrase, other);
    if (!harm) await marenChanges(lane, other, demonstrationPassphrase);
    const current = readJson(path) as Ring;
    writeFileSync(path, JSON.stringify(spliced(harm ? old : current, current)));
  };

const marenOf = ({ users }: Ring) => users.find(({ user }) => user === 'maren');

/** The twelve recipes and a few of their relatives. `other` is a second study of the same machine. */
export const recipes = (other: () => Bench): readonly Recipe[] => [
  { name: 'edit an entry', tamper: edit, caughtBy: [chain] },
  { name: 'delete an entry', tamper: remove, caughtBy: [chain] },
  { name: 'insert an entry', tamper: insert, caughtBy: ['store-rewritten'] },
  { name: 'truncate the ledger', tamper: truncate, caughtBy: ['store-rolled-back'] },
  { name: 'roll the file back', tamper: rollBack, caughtBy: ['store-rolled-back'] },
  { name: 'rewrite with all local keys', tamper: rewrite, caughtBy: ['store-rewritten'] },
  { name: 'fork', tamper: fork, caughtBy: ['store-rewritten'] },
  { name: 'swap two pages', tamper: swapPages, caughtBy: ['store-unreadable', 'store-damaged'] },
  { name: 'swap the file', tamper: swapFile(other), caughtBy: ['store-unreadable'] },
  { name: 'edit the anchor', tamper: editAnchor, caughtBy: ['anchor-forged'] },
  { name: 'downgrade the schema', tamper: downgrade, caughtBy: ['schema-damaged', 'internal'] },
  { name: 'edit a wrap', tamper: editWrap, caughtBy: ['sign-in-failed'] },
  {
    name: 'raise a role in the key ring',
    tamper: editMaren(() => ({ role: 'administrator' })),
    caughtBy: ['sign-in-failed'],
  },
  {
    name: 'put the wrap of somebody else',
    tamper: editMaren((_, { users }) => ({
      wrappedPrivateKey: users.find(({ user }) => user === 'tomas')?.wrappedPrivateKey,
    })),
    caughtBy: ['sign-in-failed'],
  },
  {
    name: 'put an old key ring back',
    tamper: putOldKeysBack((old) => old),
    caughtBy: ['ring-rolled-back'],
  },
  {
    name: 'put one old wrap back',
    tamper: putOldKeysBack((old, current) => ({
      ...current,
      users: current.users.map((user) => (user.user === 'maren' ? marenOf(old) : user)),
    })),
    caughtBy: ['ring-rolled-back'],
  },
  {
    name: 'put another founder into the key ring',
    tamper: editRing((ring) => ({
      ...ring,
      founder: { ...ring.founder, publicKey: 'ab'.repeat(32) },
    })),
    caughtBy: ['ring-rolled-back'],
  },
  {
    name: 'restore an older file beside a newer log',
    tamper: leaveLog,
    caughtBy: ['store-damaged', 'File structure', chain, 'Tables equal the replayed ledger'],
  },
  {
    name: 'write past the ledger',
    tamper: (lane, harm) =>
      sql(lane, `UPDATE kit SET state = 'at-depot' WHERE state = '${harm ? 'dispensed' : 'none'}'`),
    caughtBy: ['Tables equal the replayed ledger'],
  },
];
