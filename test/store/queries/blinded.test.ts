// Requirements: TRU-06
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../shared/contracts/index.ts';
import type { QueryName } from '../../../shared/app/handlers.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { extension } from '../../builders/lots-in-study.ts';
import { hoursAt, loggerCsv } from '../../builders/logger-csv.ts';
import { signatureOf, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy, Person } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;

/** A logger at a site that was warm for some hours: an excursion of the kits there. */
async function warmShelf(): Promise<void> {
  const { examples } = await study.must('qa', 'storage.profiles', {});
  await study.must('qa', 'storage.setProfile', {
    profile: examples[0] as (typeof examples)[number],
    reason: 'For this test',
    signature: signatureOf('qa'),
  });
  const text = loggerCsv(hoursAt([4, 500], [6, 1200], [4, 500]), { serial: 'LG-1' });
  const file = uploaded('shelf.csv', text);
  await study.must('site', 'loggers.import', { file, watched: { place: 'S001' } });
}

let kit = '';
beforeAll(async () => {
  study = await runningStudy(machinePrinter);
  await warmShelf();
  await study.must('pharma', 'campaigns.start', extension());
  kit = (await study.must('qa', 'subjects.get', { subject: '1001' })).subject.kits[0] ?? '';
});
afterAll(() => study.close());

type Asked = { readonly [N in QueryName]?: InputOf<N> };

/** Every query that a blinded person may ask, but for the protocol itself, which names its arms to everybody. */
const asked = (): Asked => ({
  'study.places': {},
  'access.users': {},
  'access.roles': {},
  'kits.page': { limit: 500 },
  'kits.summary': {},
  'kits.get': { number: kit },
  'kits.export': {},
  'lots.page': {},
  'lots.get': { lot: 'L-1' },
  'lots.export': {},
  'campaigns.export': { campaign: 'EXT-1' },
  'campaigns.list': {},
  'campaigns.get': { campaign: 'EXT-1' },
  'stock.matrix': {},
  'stock.place': { place: 'S001' },
  'stock.export': {},
  'shipments.page': {},
  'shipments.export': {},
  'accountability.places': {},
  'accountability.subjects': {},
  'accountability.kits': { subject: '1001' },
  'accountability.findings': {},
  'accountability.periods': { place: 'S001' },
  'accountability.destructions': {},
  'accountability.export': { table: 'kits' },
  'shipments.get': { shipment: 'SH-00001' },
  'storage.profiles': {},
  'loggers.page': {},
  'loggers.get': { file: 'TL-00001' },
  'loggers.export': { file: 'TL-00001' },
  'loggers.mappings': {},
  'excursions.page': {},
  'excursions.get': { excursion: 'EX-00001' },
  'randomization.lists': {},
  'randomization.strata': { list: 'MAIN' },
  'subjects.page': {},
  'subjects.get': { subject: '1001' },
  'trail.page': { limit: 500 },
  'trail.kinds': {},
  'trail.export': { format: 'csv' },
  'today.get': {},
});

const secrets = /kit-active|kit-placebo|Arm active|Arm placebo/;

async function everything(user: Person): Promise<string> {
  const replies: string[] = [];
  for (const [name, input] of Object.entries(asked())) {
    const value = (await study.must(user, name as 'kits.page', input as object)) as unknown;
    const { base64, ...rest } = value as { base64?: string };
    replies.push(JSON.stringify(rest), Buffer.from(base64 ?? '', 'base64').toString('utf8'));
  }
  return replies.join('\n');
}

describe('what people without the unblinding key can read', () => {
  for (const user of ['qa', 'depot', 'admin', 'site'] as const) {
    it(`holds no arm and no kit type: ${user}`, async () => {
      const text = await everything(user);
      expect(text).toContain(kit);
      expect(text).not.toMatch(secrets);
      expect(text).not.toContain('UNBLINDED');
    });
  }

  it('would be caught by this test if it did: a holder of the key reads both', async () => {
    const text = await everything('pharma');
    expect(text).toMatch(/kit-active/);
    expect(text).toMatch(/Arm (active|placebo)/);
    expect(text).toContain('UNBLINDED');
  });
});
