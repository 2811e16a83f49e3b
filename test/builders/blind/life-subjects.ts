import { signedBy } from './blind-console.ts';
import { day, eligible, reason } from './life.ts';
import type { Life } from './life.ts';

/** A live list, one by site and sex with a reserve behind it, and one that nobody signed; both cohorts open. */
export async function lockLists({ must }: Life): Promise<void> {
  const factors = ['site', 'sex'].map((factor) => ({ factor, weight: 1 }));
  const scheme = { procedure: 'minimization' as const, factors, p: 0.8 };
  const small = { parameters: { block: 2 }, slotsPerStratum: 8, cohort: 'TWO' };
  await must('tomas', 'randomization.defineScheme', { list: 'LIVE', scheme, cohort: 'ONE' });
  const reserve = { ...small, list: 'RESERVE', purpose: 'reserve' as const, stratifyBy: [] };
  await must('tomas', 'randomization.generate', reserve);
  const backup = { ...reserve, list: 'BACKUP', stratifyBy: ['sex'], cohort: 'ONE' };
  await must('tomas', 'randomization.generate', backup);
  const main = { ...small, list: 'MAIN', stratifyBy: ['site', 'sex'], fallback: 'RESERVE' };
  await must('tomas', 'randomization.generate', main);
  const draft = { ...small, list: 'DRAFT', stratifyBy: [], cohort: 'THREE' };
  await must('tomas', 'randomization.generate', draft);
  for (const list of ['LIVE', 'RESERVE', 'BACKUP', 'MAIN']) {
    await must('tomas', 'randomization.verify', { list });
    for (const user of ['tomas', 'maren']) {
      const signature = signedBy(user, 'randomization.sign');
      await must('tomas', 'randomization.sign', { list, signature });
    }
  }
  await must('tomas', 'randomization.extend', { list: 'MAIN', slots: 4, reason });
  for (const user of ['tomas', 'maren']) {
    const signature = signedBy(user, 'randomization.sign');
    await must('tomas', 'randomization.sign', { list: 'MAIN', signature });
  }
  await must('tomas', 'randomization.verify', { list: 'DRAFT' });
  for (const cohort of ['ONE', 'TWO']) {
    const signature = signedBy('tomas', 'cohorts.open');
    await must('tomas', 'cohorts.open', { cohort, reason, signature });
  }
}

/** Subjects in every state: screened, failed, randomized from both kinds of list, at a later visit, withdrawn. */
export async function randomize({ must, clock }: Life): Promise<void> {
  for (let i = 1; i <= 8; i += 1) {
    const site = i % 4 === 0 ? 'S003' : 'S001';
    const who = { subject: `100${i}`, site, ...eligible(i % 2 === 0 ? 'female' : 'male') };
    const cohort = i <= 5 ? 'ONE' : 'TWO';
    await must('maren', 'subjects.allocate', { ...who, cohort });
    clock.advance(60);
  }
  for (const subject of ['2001', '2002', '2003']) {
    await must('suse', 'subjects.screen', { subject, site: 'S001' });
  }
  await must('suse', 'subjects.failScreening', { subject: '2001', reason });
  clock.advance(27 * day);
  await must('maren', 'subjects.dispense', { subject: '1001', visit: 'V2' });
  await must('suse', 'subjects.withdraw', { subject: '1005', reason });
}

export const kitsOf = async ({ must }: Life, subject: string): Promise<string[]> =>
  (await must('maren', 'subjects.get', { subject })).subject.kits;

/** Units that came back, were counted again and destroyed; a discrepancy; kits kept for somebody. */
export async function accountFor(life: Life): Promise<void> {
  const { must } = life;
  for (const subject of ['1001', '1002', '1003', '1006']) {
    const [number = ''] = await kitsOf(life, subject);
    const kits = [{ number, returned: 3, lost: 1 }];
    await must('suse', 'accountability.returnUnits', { subject, kits });
    if (subject !== '1001') continue;
    await must('helen', 'accountability.countAgain', { kits: [{ number, counted: 3 }] });
    await must('suse', 'accountability.setAside', { numbers: [number], reason });
    const destruction = {
      place: 'S001',
      numbers: [number],
      method: 'incineration',
      on: '2026-03-29',
    };
    const signature = signedBy('helen', 'accountability.destroy');
    await must('suse', 'accountability.destroy', { ...destruction, signature });
  }
  const found = { place: 'S001', what: 'One box more than on paper', owner: 'suse' };
  await must('suse', 'accountability.raise', found);
  const period = { place: 'S001', from: '2026-03-01', until: '2026-03-28' };
  const signature = signedBy('suse', 'accountability.sign');
  await must('suse', 'accountability.sign', { ...period, signature });
  const given = await must('maren', 'subjects.get', { subject: '1004' });
  const kept = await must('maren', 'kits.get', { number: given.subject.kits[0] ?? '' });
  const { rows } = await must('maren', 'kits.page', {
    place: 'S003',
    status: ['at-site'],
    kitType: kept.kit.kitType ?? '',
    sort: 'expiry',
    descending: true,
  });
  const numbers = rows.slice(0, 1).map(({ number }) => number);
  await must('maren', 'kits.reserve', { numbers, subject: '1004', visit: 'V2', reason });
}
