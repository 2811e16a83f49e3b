// Requirements: RND-05, RND-07
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveKey, sha256 } from '../../../electron/node/crypto-random.ts';
import { listSecretOf } from '../../../shared/app/list-secret/list-secret.ts';
import { makeList } from '../../../shared/app/list-secret/make-list.ts';
import { listToCsv } from '../../../shared/engine/randomization/list-text.ts';
import type { EventBodies } from '../../../shared/ledger/events.ts';
import { openList } from '../../builders/custody.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy, Person } from '../../builders/open-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';
import { seededRandom } from '../../fakes/random.ts';

let study: OpenStudy;
beforeEach(() => {
  study = openStudy();
});
afterEach(() => study.close());

const request = {
  list: 'MAIN',
  parameters: { blocks: [2, 4, 6] },
  stratifyBy: ['sex', 'region'],
  slotsPerStratum: 50,
};

const generate = (change: object = {}) =>
  study.must('stat', 'randomization.generate', { ...request, ...change });
const verify = () => study.must('stat', 'randomization.verify', { list: 'MAIN' });
const sign = (user: Person) => ({ list: 'MAIN', signature: signatureOf(user) });

const bodyOf = (from: OpenStudy): EventBodies['list-generated'] => {
  const row = from.db
    .prepare(
      `SELECT content FROM ledger WHERE kind = 'list-generated' ORDER BY sequence DESC LIMIT 1`,
    )
    .get<{ content: string }>();
  return (JSON.parse(row?.content ?? '') as { body: EventBodies['list-generated'] }).body;
};

const secretOf = (from: OpenStudy) => {
  const { entry } = from.db.prepare('SELECT entry FROM random_list').get() as { entry: number };
  return listSecretOf(from.db, from.sealer, entry);
};

/** Changes one bit of one recorded slot behind the program's back. */
const tamper = (bit = 1): void =>
  study.db
    .prepare(`UPDATE slot SET veil = (veil | ?) - (veil & ?) WHERE stratum = 3 AND position = 17`)
    .run(bit, bit);

describe('generating a list', () => {
  it('makes a stratum for every level, the place first, and balances blocks', async () => {
    const card = await generate();
    expect(card).toMatchObject({ status: 'generated', strata: 4, slots: 200, used: 0 });
    const { stratifyBy, strata } = bodyOf(study);
    expect(stratifyBy).toEqual(['region', 'sex']);
    expect(strata.map(({ key }) => key)).toEqual([
      'region=west;sex=female',
      'region=west;sex=male',
      'region=east;sex=female',
      'region=east;sex=male',
    ]);
    await openList(study, 'stat');
    const reply = await study.must('stat', 'randomization.reveal', {
      list: 'MAIN',
      stratum: 'region=east;sex=male',
      reason: 'test of the blocks',
    });
    const blocks = Map.groupBy(reply.slots, ({ block }) => block ?? 0);
    expect(reply.total).toBe(50);
    for (const [number, slots] of blocks) {
      const isLast = number === blocks.size;
      const active = slots.filter(({ arm }) => arm === 'active').length;
      if (!isLast) expect([2, 4, 6]).toContain(slots.length);
      if (!isLast) expect(active).toBe(slots.length / 2);
    }
  });

  it('gives a reply like the card that is read afterwards', async () => {
    const card = await generate();
    const { lists } = await study.must('qa', 'randomization.lists', {});
    expect(lists).toEqual([card]);
  });

  it('conceals block sizes, seed and arms from everything in clear', async () => {
    await generate();
    const clear = JSON.stringify(bodyOf(study));
    const { seed, digestSalt, slotSalt } = secretOf(study);
    for (const secret of [seed, digestSalt, slotSalt, 'active', 'placebo', 'blocks', '2,4,6']) {
      expect(clear).not.toContain(secret);
    }
  });

  it('salts the digest: the right list alone does not give it', async () => {
    const { digest, merkleRoot } = await generate();
    const secret = secretOf(study);
    const made = makeList({ sha256, deriveKey }, secret);
    if (!made.ok) throw new Error(made.error.message);
    const csv = listToCsv(made.value.checked, made.value.list);
    const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(hashOf(csv)).not.toBe(digest);
    expect(hashOf(`${secret.digestSalt}\n${csv}`)).toBe(digest);
    const otherSalt = { ...secret, slotSalt: '00'.repeat(32) };
    const salted = makeList({ sha256, deriveKey }, otherSalt);
    expect(salted.ok && salted.value.merkleRoot).not.toBe(merkleRoot);
    expect(made.value.merkleRoot).toBe(merkleRoot);
  });

  it('has public and sealed parts of one length whatever the arms and block sizes', async () => {
    const lengths = async (arms: readonly (readonly [string, number])[], blocks: number[]) => {
      study.close();
      study = openStudy({ definition: smallStudyText({ arms }) });
      await generate({ parameters: { blocks } });
      const row = study.db
        .prepare(`SELECT length(content) AS clear, length(sealed) AS sealed FROM ledger
           WHERE kind = 'list-generated'`)
        .get();
      return row;
    };
    const one = await lengths(
      [
        ['active', 1],
        ['placebo', 1],
      ],
      [2, 4],
    );
    expect(
      await lengths(
        [
          ['placebo', 1],
          ['active', 1],
        ],
        [2, 4],
      ),
    ).toEqual(one);
    expect(
      await lengths(
        [
          ['active', 1],
          ['placebo', 1],
        ],
        [6, 8],
      ),
    ).toEqual(one);
  });

  it('refuses what cannot be a list, and records nothing', async () => {
    await generate();
    const before = tableDigests(study.db);
    const rule = async (change: object) => {
      const input = { ...request, list: 'OTHER', ...change };
      return (await study.refused('stat', 'randomization.generate', input)).rule;
    };
    expect(await rule({ list: 'MAIN' })).toBe('list-exists');
    expect(await rule({ stratifyBy: ['site', 'region'] })).toBe('stratification');
    expect(await rule({ stratifyBy: ['sex', 'sex'] })).toBe('stratification');
    expect(await rule({ stratifyBy: ['height'] })).toBe('stratification');
    expect(await rule({ parameters: { blocks: [3] } })).toBe('block-not-multiple');
    expect(await rule({ procedure: 'coin' })).toBe('unknown-procedure');
    expect(await rule({ slotsPerStratum: 2_000_000 })).toBe('list-size-out-of-range');
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('refuses a seed that a list of the study has', async () => {
    study.close();
    study = openStudy({ ports: { random: { bytes: (length) => new Uint8Array(length).fill(7) } } });
    await generate();
    const again = { ...request, list: 'OTHER' };
    const refused = await study.refused('stat', 'randomization.generate', again);
    expect(refused.rule).toBe('seed-known');
  });
});

describe('verifying a list', () => {
  it('passes every check, and leaves only which checks passed in clear', async () => {
    await generate();
    const { concordant, checks } = await verify();
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(checks).toHaveLength(8);
    expect(concordant).toBe(true);
    const entry = study.db
      .prepare(`SELECT content FROM ledger WHERE kind = 'list-verified'`)
      .get<{ content: string }>();
    expect(entry?.content).not.toMatch(/active|placebo/);
    expect((await generateCard()).status).toBe('verified');
  });

  it.each([
    ['crd', {}],
    ['rand', {}],
    ['bsd', { mti: 3 }],
    ['bud', { lambda: 2 }],
    ['mp', { mti: 3 }],
  ])('concords for procedure %s too', async (procedure, parameters) => {
    await generate({ procedure, parameters });
    const { checks } = await verify();
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('catches one slot changed in the tables, and records the failure', async () => {
    await generate();
    tamper();
    const { concordant, checks } = await verify();
    expect(concordant).toBe(false);
    expect(checks[0]?.detail).toBe('1 of 200 slots differ: slot 17 of region=east;sex=female.');
    const failed = checks.filter(({ passed }) => !passed).map(({ check }) => check);
    expect(failed).toContain('second implementation');
    expect(failed).toContain('Merkle root of the slots');
    expect(failed).toContain('digest of the list');
    expect((await generateCard()).status).toBe('generated');
    expect(
      study.db.prepare(`SELECT count(*) AS n FROM ledger WHERE kind = 'list-verified'`).get(),
    ).toEqual({ n: 1 });
    tamper();
    expect((await verify()).concordant).toBe(true);
  });

  it('catches a slot that is gone and a digest that was replaced', async () => {
    await generate();
    study.db.exec('DELETE FROM slot WHERE stratum = 1 AND position = 50');
    expect((await verify()).checks[0]).toMatchObject({ passed: false });
    study.db.exec(`UPDATE random_list SET digest = '${'0'.repeat(64)}'`);
    const { checks } = await verify();
    expect(checks.find(({ check }) => check === 'digest of the list')?.passed).toBe(false);
  });

  it('catches a slot that holds no arm of the study', async () => {
    await generate();
    tamper(128);
    const { concordant, checks } = await verify();
    expect(concordant).toBe(false);
    expect(checks[0]?.detail).toContain('slot 17 of region=east;sex=female');
  });

  it('takes back the first signature when a later verification fails', async () => {
    await generate();
    await verify();
    await study.must('stat', 'randomization.sign', sign('stat'));
    tamper();
    await verify();
    expect(await generateCard()).toMatchObject({ status: 'generated', signatures: [] });
    expect((await study.refused('pharma', 'randomization.sign', sign('pharma'))).rule).toBe(
      'list-not-verified',
    );
  });
});

const generateCard = async () => {
  const { lists } = await study.must('qa', 'randomization.lists', {});
  return lists[0] as (typeof lists)[number];
};

describe('signing a list', () => {
  it('locks by two signatures over the digest, and stays locked when verified again', async () => {
    const { digest } = await generate();
    await verify();
    const first = await study.must('stat', 'randomization.sign', sign('stat'));
    expect(first).toMatchObject({ status: 'signed-once' });
    const second = await study.must('stat', 'randomization.sign', sign('pharma'));
    expect(second.status).toBe('locked');
    expect(second.signatures.map(({ printedName }) => printedName)).toEqual([
      'Stan Statistician',
      'Phil Pharmacist',
    ]);
    const digests = study.db.prepare('SELECT digest FROM list_signature').all();
    expect(digests).toEqual([{ digest }, { digest }]);
    await verify();
    expect(await generateCard()).toEqual(second);
  });

  it('refuses the same person twice, whoever is signed in', async () => {
    await generate();
    await verify();
    await study.must('stat', 'randomization.sign', sign('stat'));
    const before = tableDigests(study.db);
    for (const session of ['stat', 'pharma'] as const) {
      const refused = await study.refused(session, 'randomization.sign', sign('stat'));
      expect(refused.rule).toBe('second-signer');
    }
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('refuses an unverified list, a wrong passphrase, a signer without the role, a third signature', async () => {
    await generate();
    const rule = async (user: Person, signature = signatureOf(user)) =>
      (await study.refused('stat', 'randomization.sign', { list: 'MAIN', signature })).rule;
    expect(await rule('stat')).toBe('list-not-verified');
    await verify();
    expect(await rule('stat', { ...signatureOf('stat'), passphrase: 'guess' })).toBe(
      'signature-failed',
    );
    expect(await rule('depot')).toBe('signer-role');
    await study.must('stat', 'randomization.sign', sign('stat'));
    await study.must('stat', 'randomization.sign', sign('pharma'));
    expect(await rule('pharma2')).toBe('list-not-open');
  });
});

describe('retiring and revealing a list', () => {
  it('retires for good', async () => {
    await generate();
    const input = { ...sign('stat'), reason: 'replaced by another list' };
    expect((await study.must('stat', 'randomization.retire', input)).status).toBe('retired');
    expect((await study.refused('stat', 'randomization.retire', input)).rule).toBe('list-retired');
    expect((await study.refused('stat', 'randomization.verify', { list: 'MAIN' })).rule).toBe(
      'list-retired',
    );
  });

  it('records every look with its reason, and pages over the strata', async () => {
    await generate();
    await openList(study, 'pharma');
    const look = (offset: number, limit: number) =>
      study.must('pharma', 'randomization.reveal', {
        list: 'MAIN',
        reason: 'asked by the data monitoring committee',
        offset,
        limit,
      });
    const whole = await look(0, 200);
    expect(whole).toMatchObject({ total: 200 });
    expect((await look(48, 4)).slots).toEqual(whole.slots.slice(48, 52));
    expect((await look(195, 50)).slots).toEqual(whole.slots.slice(195));
    const looks = study.db
      .prepare(
        `SELECT content ->> '$.reason' AS reason, content ->> '$.body.slots' AS slots
         FROM ledger WHERE kind = 'list-revealed'`,
      )
      .all();
    const reason = 'asked by the data monitoring committee';
    expect(looks).toEqual([200, 4, 5].map((slots) => ({ reason, slots })));
  });

  it('shows the arms that the seed determines', async () => {
    study.close();
    study = openStudy({ ports: { random: seededRandom('reveal') } });
    await generate();
    const made = makeList({ sha256, deriveKey }, secretOf(study));
    if (!made.ok) throw new Error(made.error.message);
    await openList(study, 'stat');
    const { slots } = await study.must('stat', 'randomization.reveal', {
      list: 'MAIN',
      reason: 'comparison',
      limit: 200,
    });
    const arms = made.value.list.strata.flatMap(({ arm }) =>
      Array.from(arm, (index) => ['active', 'placebo'][index]),
    );
    expect(slots.map(({ arm }) => arm)).toEqual(arms);
    expect(new Set(arms).size).toBe(2);
  });

  it('is closed to blinded people, and an unknown stratum or list is refused', async () => {
    await generate();
    const input = { list: 'MAIN', reason: 'curiosity' };
    for (const user of ['site', 'qa', 'admin', 'depot'] as const) {
      expect((await study.ask(user, 'randomization.reveal', input)).kind).toBe('forbidden');
    }
    await openList(study, 'stat');
    const rule = async (change: object) =>
      (await study.refused('stat', 'randomization.reveal', { ...input, ...change })).rule;
    expect(await rule({ stratum: 'all' })).toBe('stratum-unknown');
    expect(await rule({ list: 'NONE' })).toBe('list-unknown');
  });
});
