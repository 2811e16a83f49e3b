import { inspected } from '../../builders/inspected.ts';
import { openStudy, signatureOf, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import type { Suite } from '../suite.ts';
import { atMostSeconds } from '../suite.ts';

const minutesOfYear = 525_600;
const hour = 3_600;
let year = '';
let tenMegabytes: Uint8Array = new Uint8Array();

/** A year at one minute: a day's wave, some noise, and an hour of warmth each month. */
function yearText(serial: string): string {
  const lines = [`Serial number,${serial}`, 'Time zone,UTC', 'Date and time,Temperature (°C)'];
  const start = Date.parse('2025-03-01T00:00:00Z');
  let noise = 1;
  for (let i = 0; i < minutesOfYear; i += 1) {
    noise = (noise * 48_271) % 2_147_483_647;
    const warm = i % 43_800 < 60 ? 9 : 0;
    const degrees = 5 + Math.sin(i / 229) + (noise % 10) / 10 + warm;
    const at = new Date(start + i * 60_000).toISOString();
    lines.push(`${at.slice(0, 10)} ${at.slice(11, 19)},${degrees.toFixed(1)}`);
  }
  return `${lines.join('\n')}\n`;
}

async function makeStudy(): Promise<OpenStudy> {
  const made = openStudy({ start: '2025-02-01T09:00:00.000Z' });
  await made.must('pharma', 'lots.register', { lot: 'L1', expiry: '2028-12-31' });
  await made.must('pharma', 'kits.generate', {
    lot: 'L1',
    place: 'central',
    quantities: [{ kitType: 'kit-active', count: 200 }],
  });
  await made.must('qa', 'storage.setProfile', {
    profile: {
      profile: 'cold',
      name: 'Refrigerated',
      bands: [
        { low: -1, high: 199, allowedSeconds: 12 * hour, longestSeconds: 4 * hour },
        { low: 199, high: 800, allowedSeconds: null, longestSeconds: null },
        { low: 800, high: 2500, allowedSeconds: 72 * hour, longestSeconds: 24 * hour },
      ],
      rule: 'worst',
      activationEnergy: 83.144,
      reserveSeconds: 0,
      lots: null,
    },
    reason: 'For the bench',
    signature: signatureOf('qa'),
  });
  made.clock.set('2026-03-02T09:00:00.000Z');
  return made;
}

/** Every round begins with an empty study: kits that lived through the year before would cost more each time. */
async function importYear(): Promise<OpenStudy> {
  const study = await makeStudy();
  const file = uploaded('year.csv', year);
  const done = await study.must('qa', 'loggers.import', { file, watched: { place: 'central' } });
  if (done.kits !== 200 || !done.isExcursion) throw new Error(JSON.stringify(done));
  return study;
}

/** A year at one minute read, judged for two hundred kits, and committed to an encrypted file. */
const importSuite: Suite = {
  name: 'cold-chain-import',
  unit: 'readings',
  async gate() {
    year = yearText('LG-1');
    const study = await importYear();
    const { rows } = await study.must('qa', 'excursions.page', {});
    const { assessment } = await study.must('qa', 'excursions.get', {
      excursion: rows[0]?.excursion ?? '',
    });
    const [group] = assessment.groups;
    if (group?.tier !== 1 || assessment.stays.length !== 12) {
      throw new Error(`tier ${group?.tier}, ${assessment.stays.length} stays`);
    }
    study.close();
  },
  async ours() {
    const study = await importYear();
    study.close();
    return minutesOfYear;
  },
  goals: [atMostSeconds(3, 'a year at one minute imported, judged and stored within 3 s')],
};

/** Ten megabytes of a table read and reported. */
const inspectSuite: Suite = {
  name: 'cold-chain-inspect',
  unit: 'bytes',
  gate() {
    const text = yearText('LG-0');
    tenMegabytes = Buffer.from(text.slice(0, text.lastIndexOf('\n', 10_000_000) + 1));
    const report = inspected(tenMegabytes);
    if ('rule' in report || report.missing + report.unreadable > 0) throw new Error('not read');
  },
  ours() {
    inspected(tenMegabytes);
    return tenMegabytes.length;
  },
  goals: [atMostSeconds(1, '10 MB inspected within 1 s')],
};

export const coldChainSuites: readonly Suite[] = [importSuite, inspectSuite];
