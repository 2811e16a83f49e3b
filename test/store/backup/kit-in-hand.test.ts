// Requirements: OFF-05, TRU-11
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedBy } from '../../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import type { InputOf } from '../../../shared/contracts/index.ts';
import { offlineStudy, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** The kit in hand decides whose treatment is told, so a number that is wrong tells nothing of somebody else. */
let study: OfflineStudy;
let site: DrillSite;
let kit: string;
let own: string;
beforeAll(async () => {
  study = await offlineStudy();
  site = await study.site('S001', 'self');
  [kit = ''] = await randomize('E-1');
  study.clock.advance(600);
  const wish = { ...subjectInput('C-1', 'male'), site: 'S001' };
  const { kits } = await study.console.must('subjects.allocate', wish);
  own = kits[0]?.number ?? '';
});
afterAll(() => study.close());

const randomize = (subject: string, at = site): Promise<readonly string[]> =>
  randomizeOffline(at, study.console, { subject, sex: 'male', unusable: 0 });

const breakCode = async (asked: Pick<InputOf<'codeBreak.open'>, 'subject' | 'kit' | 'kind'>) => {
  const reply = await study.console.ask('codeBreak.open', {
    ...asked,
    reason: 'Found unconscious.',
    signature: signedBy('maren'),
  });
  return reply.kind === 'refused' ? reply.refusal : reply.kind === 'ok' ? reply.value : reply;
};

const register = async () => {
  const { rows } = await study.console.must('codeBreak.page', {});
  return rows.toReversed();
};

test('a kit that leads nowhere breaks nothing, and the subject alone still can be', async () => {
  const shelf = await study.console.must('kits.page', { status: ['at-site'], limit: 1 });
  const last = (Number(kit.at(-1)) + 1) % 10;
  const wrong = [
    `${kit.slice(0, -1)}${last}`,
    '99999999',
    shelf.rows[0]?.number ?? '',
    'C-1',
    'E-1',
  ];
  for (const number of wrong) {
    expect(await breakCode({ subject: 'C-1', kit: number })).toMatchObject({
      rule: 'code-break-kit-unknown',
      next: expect.stringContaining('by the subject alone'),
    });
  }
  expect(await register()).toEqual([]);
  expect(await breakCode({ subject: 'C-1', kit: own })).toMatchObject({ code: 'CB-0001' });
  expect(await breakCode({ subject: 'C-1' })).toMatchObject({ code: 'CB-0002' });
});
