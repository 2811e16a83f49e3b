import { expect, it } from 'vitest';
import { lockList, signTwice, stockSites, subjectAt } from '../../builders/list-life.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy, Person } from '../../builders/open-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import { recordingPrinter } from '../../fakes/recording-printer.ts';
import { seededRandom } from '../../fakes/random.ts';

type Arms = readonly [first: string, second: string];

/** A study with a live list, an exhausted one with its reserve, and an extension; arms in this order. */
async function lived(arms: Arms): Promise<{ study: OpenStudy; printed: () => string }> {
  const printer = recordingPrinter();
  const study = openStudy({
    definition: smallStudyText({ arms: arms.map((id) => [id, 1] as const) }),
    ports: { random: seededRandom('permutation'), printer },
  });
  await stockSites(
    study,
    ['S001', 'S003'],
    20,
    arms.map((id) => `kit-${id}`),
  );
  const factors = ['site', 'sex'].map((factor) => ({ factor, weight: 1 }));
  await study.must('stat', 'randomization.defineScheme', {
    list: 'LIVE',
    scheme: { procedure: 'minimization', factors, p: 0.8 },
    cohort: 'ONE',
  });
  const list = { parameters: { block: 2 }, slotsPerStratum: 2, cohort: 'TWO' };
  await study.must('stat', 'randomization.generate', {
    ...list,
    list: 'RESERVE',
    purpose: 'reserve',
    stratifyBy: [],
  });
  await study.must('stat', 'randomization.generate', {
    ...list,
    list: 'MAIN',
    stratifyBy: ['sex'],
    fallback: 'RESERVE',
  });
  for (const code of ['LIVE', 'RESERVE', 'MAIN']) await lockList(study, code);
  for (const cohort of ['ONE', 'TWO']) await openOne(study, cohort);
  for (let i = 1; i <= 12; i += 1) {
    const input = subjectAt(`L-${i}`, i % 3 === 0 ? 'S003' : 'S001', {
      sex: i % 2 === 0 ? 'female' : 'male',
      age: '40',
    });
    await study.must('pharma', 'subjects.allocate', { ...input, cohort: 'ONE' });
  }
  for (let i = 1; i <= 3; i += 1) {
    const input = subjectAt(`M-${i}`, 'S001', { sex: 'female', age: '40' });
    await study.must('pharma', 'subjects.allocate', { ...input, cohort: 'TWO' });
  }
  await study.must('stat', 'randomization.extend', { list: 'MAIN', slots: 4, reason: 'more' });
  await signTwice(study, 'MAIN');
  await study.must('stat', 'randomization.verify', { list: 'LIVE' });
  return { study, printed: () => JSON.stringify(printer.printed) };
}

const openOne = (study: OpenStudy, cohort: string) =>
  study.must('stat', 'cohorts.open', {
    cohort,
    reason: 'decided by the safety board',
    signature: signatureOf('stat'),
  });

/** Everything about lists and subjects that a person may ask for, and the lengths of what is sealed. */
async function readable(study: OpenStudy, user: Person): Promise<string> {
  const subjects = await study.must(user, 'subjects.page', { limit: 500 });
  const replies: unknown[] = [
    subjects,
    await study.must(user, 'randomization.lists', {}),
    await study.must(user, 'cohorts.list', {}),
    await study.must(user, 'trail.page', { limit: 500 }),
    study.db.prepare('SELECT length(content) AS n, length(sealed) AS s FROM ledger').all(),
  ];
  for (const { subject } of subjects.rows) {
    replies.push(await study.must(user, 'subjects.get', { subject }));
  }
  for (const list of ['LIVE', 'MAIN', 'RESERVE']) {
    replies.push(await study.must(user, 'randomization.strata', { list }));
    await study.must(user, 'randomization.certificate', { list });
  }
  return JSON.stringify(replies);
}

/** Keys and nonces differ between machines; salted digests cover the arms but do not tell them. */
const withoutNoise = (text: string): string =>
  text.replace(/[0-9a-f]{16,}|(?:[0-9a-f]{8} ){7}[0-9a-f]{8}/g, 'hex');

it('shows blinded people the same bytes when the arms are exchanged, and holders of the key others', async () => {
  const [one, other] = [await lived(['active', 'placebo']), await lived(['placebo', 'active'])];
  try {
    for (const user of ['qa', 'site', 'depot'] as const) {
      const seen = withoutNoise(await readable(one.study, user));
      expect(withoutNoise(await readable(other.study, user))).toBe(seen);
      expect(seen).toContain('L-1');
    }
    expect(withoutNoise(one.printed())).toBe(withoutNoise(other.printed()));
    const holder = withoutNoise(await readable(one.study, 'pharma'));
    expect(withoutNoise(await readable(other.study, 'pharma'))).not.toBe(holder);
  } finally {
    one.study.close();
    other.study.close();
  }
});
