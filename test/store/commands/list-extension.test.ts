// Requirements: RND-08
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listSecretOf } from '../../../shared/app/list-secret/list-secret.ts';
import { openList } from '../../builders/custody.ts';
import { lockList, signTwice, stockSites, subjectAt } from '../../builders/list-life.ts';
import { openStudy, signatureOf, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';

let study: OpenStudy;
beforeEach(() => {
  study = openStudy();
});
afterEach(() => study.close());

const generate = (change: object = {}) =>
  study.must('stat', 'randomization.generate', {
    list: 'MAIN',
    parameters: { blocks: [2, 4] },
    stratifyBy: ['sex'],
    slotsPerStratum: 4,
    ...change,
  });
const extension = { list: 'MAIN', slots: 6, reason: 'recruitment goes on' };
const extend = (change: object = {}) =>
  study.must('stat', 'randomization.extend', { ...extension, ...change });
const card = async () => {
  const { lists } = await study.must('qa', 'randomization.lists', {});
  return lists.find(({ list }) => list === 'MAIN') as (typeof lists)[number];
};
const reveal = async () => {
  await openList(study, 'stat');
  const { slots } = await study.must('stat', 'randomization.reveal', {
    list: 'MAIN',
    reason: 'comparison',
    limit: 500,
  });
  return slots.map(({ stratum, position, block, arm }) => ({ stratum, position, block, arm }));
};
const female = (i: number) => subjectAt(`F-${i}`, 'S001', { sex: 'female', age: '40' });
const failed = async (list = 'MAIN') => {
  const { checks } = await study.must('stat', 'randomization.verify', { list });
  return checks.filter(({ passed }) => !passed);
};

describe('extending a locked list', () => {
  it('adds slots after two signatures over the new digest, and keeps every old slot', async () => {
    await generate();
    await lockList(study, 'MAIN');
    const before = await reveal();
    const locked = await card();
    const waiting = await extend();
    expect(waiting).toMatchObject({ status: 'locked', slots: 8, digest: locked.digest });
    expect(waiting.extension).toMatchObject({ slots: 12, signatures: [] });
    expect(await card()).toEqual(waiting);
    expect(waiting.extension?.digest).not.toBe(locked.digest);
    expect(await reveal()).toEqual(before);

    const sign = (user: 'stat' | 'pharma') => ({ list: 'MAIN', signature: signatureOf(user) });
    const once = await study.must('stat', 'randomization.sign', sign('stat'));
    expect(once.extension?.signatures).toHaveLength(1);
    expect(await card()).toEqual(once);
    expect((await study.refused('pharma', 'randomization.sign', sign('stat'))).rule).toBe(
      'second-signer',
    );
    const longer = await study.must('pharma', 'randomization.sign', sign('pharma'));
    expect(longer).toMatchObject({ slots: 20, digest: waiting.extension?.digest });
    expect(longer.extension).toBeUndefined();
    expect(longer.signatures).toHaveLength(4);
    expect(await card()).toEqual(longer);

    const after = await reveal();
    for (const stratum of ['sex=female', 'sex=male']) {
      const of = (slots: typeof after) => slots.filter((slot) => slot.stratum === stratum);
      expect(of(after).slice(0, 4)).toEqual(of(before));
      expect(of(after)).toHaveLength(10);
    }
    expect(await failed()).toEqual([]);
  });

  it('does not use a slot before the second signature', async () => {
    await stockSites(study, ['S001'], 20);
    await generate();
    await lockList(study, 'MAIN');
    for (let i = 1; i <= 4; i += 1) await study.must('pharma', 'subjects.allocate', female(i));
    await extend();
    const sign = { list: 'MAIN', signature: signatureOf('stat') };
    await study.must('stat', 'randomization.sign', sign);
    const refused = await study.refused('pharma', 'subjects.allocate', female(5));
    expect(refused.rule).toBe('stratum-exhausted');
    await study.must('pharma', 'randomization.sign', { ...sign, signature: signatureOf('pharma') });
    await study.must('pharma', 'subjects.allocate', female(5));
    expect(await failed()).toEqual([]);
  });

  it('replaces an extension that is not signed twice, whose signature no longer counts', async () => {
    await generate();
    await lockList(study, 'MAIN');
    await extend();
    const sign = { list: 'MAIN', signature: signatureOf('stat') };
    await study.must('stat', 'randomization.sign', sign);
    const again = await extend({ slots: 2, strata: ['sex=male'] });
    expect(again.extension).toMatchObject({ slots: 2, signatures: [] });
    await signTwice(study, 'MAIN');
    const { strata } = await study.must('qa', 'randomization.strata', { list: 'MAIN' });
    expect(strata.map(({ stratum, slots }) => [stratum, slots])).toEqual([
      ['sex=female', 4],
      ['sex=male', 6],
    ]);
    expect((await card()).signatures).toHaveLength(4);
    expect(await failed()).toEqual([]);
  });

  it('gives a site that the study gained strata of its own, at the end', async () => {
    await generate({ stratifyBy: ['site'] });
    await lockList(study, 'MAIN');
    await study.must('admin', 'study.amend', {
      definition: uploaded('study-2.yaml', smallStudyText({ extraSites: ['S004'] })),
      reason: 'one site more',
      signature: signatureOf('pharma'),
    });
    await extend({ strata: ['site=S004'] });
    await signTwice(study, 'MAIN');
    const { strata } = await study.must('qa', 'randomization.strata', { list: 'MAIN' });
    expect(strata.map(({ words, slots }) => [words, slots])).toEqual([
      ['Site S001', 4],
      ['Site S002', 4],
      ['Site S003', 4],
      ['Site S004', 6],
    ]);
    expect(await failed()).toEqual([]);
  });

  it('keeps the arms of waiting slots out of everything in clear', async () => {
    await generate();
    await lockList(study, 'MAIN');
    await extend();
    const { content } = study.db
      .prepare(`SELECT content FROM ledger WHERE kind = 'list-extended'`)
      .get() as { content: string };
    const { entry } = study.db.prepare('SELECT entry FROM random_list').get() as { entry: number };
    const { seed, slotSalt } = listSecretOf(study.db, study.sealer, entry);
    for (const secret of [seed, slotSalt, 'active', 'placebo', '2,4']) {
      expect(content).not.toContain(secret);
    }
  });

  it('refuses what is not locked, unknown strata, procedures of a fixed length, and spoiled slots', async () => {
    await generate();
    const rule = async (change: object = {}) =>
      (await study.refused('stat', 'randomization.extend', { ...extension, ...change })).rule;
    expect(await rule()).toBe('list-not-locked');
    expect(await rule({ list: 'NONE' })).toBe('list-unknown');
    await lockList(study, 'MAIN');
    await generate({ list: 'FIXED', procedure: 'rand', parameters: {} });
    await lockList(study, 'FIXED');
    const before = tableDigests(study.db);
    expect(await rule({ strata: ['sex=none'] })).toBe('stratum-unknown');
    expect(await rule({ list: 'FIXED' })).toBe('list-not-extendable');
    expect(await rule({ slots: 2_000_000 })).toBe('list-size-out-of-range');
    expect(tableDigests(study.db)).toEqual(before);
    study.db.exec(
      'UPDATE slot SET veil = (veil | 1) - (veil & 1) WHERE stratum = 1 AND position = 2',
    );
    expect(await rule()).toBe('extension-not-concordant');
  });

  it('is never edited: the name of a locked list is refused with its rule', async () => {
    await generate();
    await lockList(study, 'MAIN');
    const input = {
      list: 'MAIN',
      parameters: { block: 2 },
      stratifyBy: ['sex'],
      slotsPerStratum: 40,
    };
    const refused = await study.refused('stat', 'randomization.generate', input);
    expect(refused.rule).toBe('list-locked');
    expect(refused.message).toContain('extended or retired, never edited');
    await study.must('stat', 'randomization.retire', {
      list: 'MAIN',
      reason: 'replaced',
      signature: signatureOf('stat'),
    });
    expect((await study.refused('stat', 'randomization.generate', input)).rule).toBe('list-locked');
    expect((await study.refused('stat', 'randomization.extend', extension)).rule).toBe(
      'list-not-locked',
    );
  });
});

describe('a stratum that has run out', () => {
  const reserve = (change: object = {}) =>
    generate({
      list: 'RESERVE',
      purpose: 'reserve',
      stratifyBy: [],
      slotsPerStratum: 3,
      ...change,
    });

  const exhaust = async () => {
    for (let i = 1; i <= 4; i += 1) await study.must('pharma', 'subjects.allocate', female(i));
  };

  it('is served by the reserve list, and the record says so without an arm', async () => {
    await stockSites(study, ['S001'], 20);
    await reserve();
    await generate({ fallback: 'RESERVE' });
    await lockList(study, 'MAIN');
    await exhaust();
    expect((await study.refused('pharma', 'subjects.allocate', female(5))).rule).toBe(
      'reserve-not-locked',
    );
    await lockList(study, 'RESERVE');
    const given = await study.must('pharma', 'subjects.allocate', female(5));
    const { rows: entries } = await study.must('qa', 'trail.page', { limit: 5 });
    expect(JSON.stringify(entries[0])).toContain(
      'reserve list RESERVE, because stratum sex=female of list MAIN had run out',
    );
    expect(JSON.stringify(entries)).not.toMatch(/Arm (active|placebo)/);
    await openList(study, 'stat', 'RESERVE');
    const slots = await study.must('stat', 'randomization.reveal', {
      list: 'RESERVE',
      reason: 'comparison',
    });
    expect(slots.slots[0]).toMatchObject({ subject: 'F-5', status: 'used' });
    expect(`Arm ${slots.slots[0]?.arm ?? ''}`).toBe(given.arm);
    for (const i of [6, 7]) await study.must('pharma', 'subjects.allocate', female(i));
    const before = tableDigests(study.db);
    const refused = await study.refused('pharma', 'subjects.allocate', female(8));
    expect(refused.rule).toBe('stratum-exhausted');
    expect(refused.message).toMatch(/List MAIN .* List RESERVE /);
    expect(tableDigests(study.db)).toEqual(before);
    expect(replayed(study).checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('refuses by itself, and is never served by a reserve list that it does not name', async () => {
    await stockSites(study, ['S001'], 20);
    await reserve();
    await lockList(study, 'RESERVE');
    expect((await study.refused('pharma', 'subjects.allocate', female(1))).rule).toBe(
      'no-locked-list',
    );
    await generate();
    await lockList(study, 'MAIN');
    await exhaust();
    const refused = await study.refused('pharma', 'subjects.allocate', female(5));
    expect(refused.rule).toBe('stratum-exhausted');
  });

  it('does not serve a site that the list never knew: the list is extended by it', async () => {
    await reserve();
    await generate({ stratifyBy: ['site'], fallback: 'RESERVE' });
    await lockList(study, 'RESERVE');
    await lockList(study, 'MAIN');
    await study.must('admin', 'study.amend', {
      definition: uploaded('study-2.yaml', smallStudyText({ extraSites: ['S004'] })),
      reason: 'one site more',
      signature: signatureOf('pharma'),
    });
    await stockSites(study, ['S004'], 5);
    const input = subjectAt('N-1', 'S004', { sex: 'female', age: '40' });
    expect((await study.refused('pharma', 'subjects.allocate', input)).rule).toBe(
      'stratum-unknown',
    );
    await extend({ strata: ['site=S004'] });
    await signTwice(study, 'MAIN');
    await study.must('pharma', 'subjects.allocate', input);
  });

  it('takes its reserve only from lists that are reserves with coarser strata', async () => {
    await reserve();
    await generate({ list: 'PLAIN', stratifyBy: [] });
    await reserve({ list: 'AGES', stratifyBy: ['age'] });
    await reserve({ list: 'WEST', stratifyBy: ['region'] });
    const rule = async (change: object) =>
      (
        await study.refused('stat', 'randomization.generate', {
          list: 'MAIN',
          parameters: { block: 2 },
          stratifyBy: ['sex'],
          slotsPerStratum: 4,
          ...change,
        })
      ).message;
    expect(await rule({ fallback: 'NONE' })).toContain('no list NONE');
    expect(await rule({ fallback: 'PLAIN' })).toContain('no reserve list');
    expect(await rule({ fallback: 'AGES' })).toContain('not coarser');
    expect(await rule({ fallback: 'RESERVE', stratifyBy: [] })).toContain('not coarser');
    expect(await rule({ fallback: 'RESERVE', purpose: 'reserve' })).toContain('of its own');
    const made = await generate({ fallback: 'WEST', stratifyBy: ['site', 'sex'] });
    expect(made.fallback).toBe('WEST');
    expect(await card()).toEqual(made);
  });
});

describe('a study with live, reserve and extended lists', () => {
  it('has tables that follow from its ledger alone', async () => {
    await stockSites(study, ['S001', 'S003'], 20);
    await study.must('stat', 'randomization.defineScheme', {
      list: 'LIVE',
      scheme: { procedure: 'dbr', levels: [{ level: 'trial', limit: 2 }] },
    });
    await lockList(study, 'LIVE');
    for (let i = 1; i <= 3; i += 1) await study.must('pharma', 'subjects.allocate', female(i));
    await generate();
    await lockList(study, 'MAIN');
    await extend();
    await extend({ slots: 4 });
    await signTwice(study, 'MAIN');
    await extend({ slots: 1 });
    await study.must('stat', 'randomization.retire', {
      list: 'LIVE',
      reason: 'a list of slots from now on',
      signature: signatureOf('stat'),
    });
    await study.must('pharma', 'subjects.allocate', female(4));
    expect(replayed(study).checks.filter(({ passed }) => !passed)).toEqual([]);
    study.db.exec(`UPDATE slot SET nonce = '00' WHERE nonce IS NOT NULL`);
    expect(replayed(study).checks.find(({ passed }) => !passed)?.detail).toBe(
      'table slot differs from the replayed ledger',
    );
  });
});
