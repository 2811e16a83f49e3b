import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenStudy } from '../../builders/open-study.ts';
import { people, signatureOf, uploaded } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';

let study: OpenStudy;
beforeAll(async () => {
  study = await runningStudy();
});
afterAll(() => study.close());

describe('the study in force', () => {
  it('comes with its text and every version, and earlier ones stay readable', async () => {
    const text = smallStudyText({ replace: [['plannedSubjects: 40', 'plannedSubjects: 60']] });
    await study.must('pharma', 'study.amend', {
      definition: uploaded('study-2.yaml', text),
      reason: 'more subjects are needed',
      signature: signatureOf('pharma'),
    });
    const now = await study.must('site', 'study.get', {});
    expect([now.version, now.text]).toEqual([2, text]);
    expect(now.definition).toMatchObject({ plannedSubjects: 60 });
    expect(now.versions.map(({ version, by, reason }) => [version, by, reason])).toEqual([
      [2, 'Phil Pharmacist', 'more subjects are needed'],
      [1, 'Phil Pharmacist', ''],
    ]);
    const first = await study.must('site', 'study.get', { version: 1 });
    expect(first.definition).toMatchObject({ plannedSubjects: 40 });
    expect((await study.refused('qa', 'study.get', { version: 3 })).rule).toBe('unknown-version');
    expect((await study.must('qa', 'today.get', {})).study.planned).toBe(60);
  });
});

describe('places', () => {
  it('count the kits that are really there, and the subjects', async () => {
    const { places } = await study.must('qa', 'study.places', {});
    const held = Object.fromEntries(places.map(({ id, kits, subjects }) => [id, [kits, subjects]]));
    expect(held).toEqual({
      central: [56, 0],
      second: [0, 0],
      S001: [10, 2],
      S002: [0, 0],
      S003: [11, 1],
    });
    const own = await study.must('site', 'study.places', {});
    expect(own.places.map(({ id }) => id)).toEqual(['S001']);
  });
});

describe('people and roles', () => {
  it('are listed with what they may see', async () => {
    const { users } = await study.must('admin', 'access.users', {});
    expect(users.map(({ user }) => user)).toEqual(Object.keys(people).toSorted());
    const unblinded = users.filter(({ unblinded: is }) => is).map(({ user }) => user);
    expect(unblinded).toEqual(['pharma', 'pharma2', 'stat']);
    expect(users.find(({ user }) => user === 'site')?.sites).toEqual(['S001']);
  });

  it('the table of roles is the one that the door decides by', async () => {
    const { procedures, roles } = await study.must('qa', 'access.roles', {});
    expect(roles).toContain('qa');
    const asked = [
      ['lots.register', { lot: 'L-7', expiry: '2028-01-31' }],
      ['kits.receive', { place: 'S001', numbers: ['00000000'] }],
      ['randomization.verify', { list: 'MAIN' }],
    ] as const;
    for (const user of ['qa', 'depot', 'stat'] as const) {
      for (const [name, input] of asked) {
        const allowed = procedures.find((row) => row.name === name)?.allowed ?? [];
        const reply = await study.ask(user, name, input as never);
        expect([user, name, reply.kind !== 'forbidden']).toEqual([
          user,
          name,
          allowed.includes(people[user].role),
        ]);
      }
    }
  });
});

describe('lots and the kit summary', () => {
  it('add up to the kits there are', async () => {
    const summary = await study.must('qa', 'kits.summary', {});
    const total = (await study.must('qa', 'kits.page', {})).total;
    expect(summary.total).toBe(total);
    expect(summary.lots.reduce((sum, { kits }) => sum + kits, 0)).toBe(total);
    const { lots } = await study.must('qa', 'lots.page', {});
    expect(lots.map(({ lot, kits, dispensed }) => [lot, kits, dispensed])).toEqual([
      ['L-1', 40, 3],
      ['L-2', 40, 0],
    ]);
    const own = await study.must('site', 'lots.page', {});
    expect(own.lots.reduce((sum, { kits }) => sum + kits, 0)).toBe(12);
  });
});
