// Requirements: RND-06
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { seedRegistry } from '../../../electron/node/seed-registry.ts';
import { readZipArchive } from '../../../electron/node/zip-archive.ts';
import { openFor } from '../../builders/custody.ts';
import { lockList, signTwice } from '../../builders/list-life.ts';
import { openStudy } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';

let study: OpenStudy;
let folder: string;
beforeEach(() => {
  study = openStudy({ ports: { printer: machinePrinter } });
  folder = mkdtempSync(join(tmpdir(), 'cachet-kit-'));
});
afterEach(() => {
  study.close();
  rmSync(folder, { recursive: true });
});

const request = {
  list: 'MAIN',
  parameters: { blocks: [2, 4, 6] },
  stratifyBy: ['region', 'sex'],
  slotsPerStratum: 30,
};
const asked = { list: 'MAIN', reason: 'independent replication' };

/** Unpacks the kit of the list and gives its digest. */
async function unpack(): Promise<string> {
  await openFor(study, 'stat', { part: 'seed', use: 'export', list: 'MAIN' });
  const kit = await study.must('stat', 'randomization.replicationKit', asked);
  expect(kit.name).toContain('UNBLINDED');
  expect(kit.mediaType).toBe('application/zip');
  const entries = readZipArchive(Buffer.from(kit.base64, 'base64'));
  if (!entries.ok) throw new Error(entries.error.message);
  for (const { name, content } of entries.value) writeFileSync(join(folder, name), content);
  const { lists } = await study.must('stat', 'randomization.lists', {});
  return lists[0]?.digest ?? '';
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const hasR = spawnSync('Rscript', ['--version']).status === 0;

const replicate = (program: 'python3' | 'Rscript', script: string) => {
  const given = [join(folder, script), read('seed.txt').trim(), join(folder, 'list.csv')];
  const { status, stdout } = spawnSync(program, given, { encoding: 'utf8' });
  return { status, stdout };
};

describe('the replication kit from a study', () => {
  it('makes the list again outside the program, and gives the digest of the certificate', async () => {
    await study.must('stat', 'randomization.generate', request);
    const digest = await unpack();
    expect(replicate('python3', 'replicate.py')).toEqual({
      status: 0,
      stdout: '120 of 120 slots agree\n',
    });
    if (hasR) expect(replicate('Rscript', 'replicate.R').status).toBe(0);
    const salted = `${read('digest-salt.txt')}${read('list.csv')}`;
    expect(createHash('sha256').update(salted).digest('hex')).toBe(digest);
    expect(read('README.txt')).toContain(digest);
  });

  it('follows an extension', async () => {
    await study.must('stat', 'randomization.generate', request);
    await lockList(study, 'MAIN');
    const extension = { list: 'MAIN', slots: 5, reason: 'recruitment goes on' };
    await study.must('stat', 'randomization.extend', extension);
    await signTwice(study, 'MAIN');
    await unpack();
    expect(replicate('python3', 'replicate.py').stdout).toBe('140 of 140 slots agree\n');
  });

  it('holds the list as recorded: a slot that was changed is found outside', async () => {
    await study.must('stat', 'randomization.generate', request);
    study.db.exec(
      'UPDATE slot SET veil = (veil | 1) - (veil & 1) WHERE stratum = 2 AND position = 7',
    );
    await unpack();
    const { status, stdout } = replicate('python3', 'replicate.py');
    expect(status).toBe(1);
    expect(stdout).toContain('119 of 120');
  });

  it('is in the trail with its reason, and closed to all but the statistician', async () => {
    await study.must('stat', 'randomization.generate', request);
    await unpack();
    const entry = study.db
      .prepare(
        `SELECT content ->> '$.reason' AS reason, content ->> '$.user' AS user FROM ledger
         WHERE kind = 'replication-kit-exported'`,
      )
      .all();
    expect(entry).toEqual([{ reason: 'independent replication', user: 'stat' }]);
    for (const user of ['site', 'qa', 'admin', 'depot', 'pharma'] as const) {
      const reply = await study.ask(user, 'randomization.replicationKit', asked);
      expect(reply.kind).toBe('forbidden');
    }
  });

  it('does not exist for live allocation, which is verified instead', async () => {
    await study.must('stat', 'randomization.defineScheme', {
      list: 'MAIN',
      scheme: { procedure: 'dbr', levels: [{ level: 'trial', limit: 3 }] },
    });
    const refused = await study.refused('stat', 'randomization.replicationKit', asked);
    expect(refused.rule).toBe('list-live');
  });
});

describe('a seed on this machine', () => {
  const fixed = { bytes: (length: number) => new Uint8Array(length).fill(9) };

  it('is never taken twice, whichever study had it', async () => {
    const ports = { random: fixed, claimSeed: seedRegistry(folder) };
    const first = openStudy({ ports });
    await first.must('stat', 'randomization.generate', request);
    first.close();
    const second = openStudy({ ports: { ...ports, claimSeed: seedRegistry(folder) } });
    const refused = await second.refused('stat', 'randomization.generate', request);
    expect(refused).toMatchObject({ rule: 'seed-known' });
    expect(refused.message).toContain('another study on this machine');
    expect(second.db.prepare('SELECT count(*) AS n FROM random_list').get()).toEqual({ n: 0 });
    second.close();
    const elsewhere = openStudy({ ports: { random: fixed } });
    await elsewhere.must('stat', 'randomization.generate', request);
    elsewhere.close();
  });

  it('is remembered by its digest alone', async () => {
    const first = openStudy({ ports: { random: fixed, claimSeed: seedRegistry(folder) } });
    await first.must('stat', 'randomization.generate', request);
    first.close();
    expect(read('used-seeds')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(read('used-seeds')).not.toContain('09'.repeat(32));
  });
});
