import { hoursAt, loggerCsv } from '../../builders/logger-csv.ts';
import { signature, step } from './step.ts';
import type { Must, Step } from './step.ts';

const reason = 'Done to see what a broken disk does.';

/** The profile in force, with other words. */
async function profile(must: Must) {
  const { profiles } = await must('storage.profiles', {});
  const [found] = profiles;
  if (found === undefined) throw new Error('the demonstration has a storage profile');
  const { version: _version, setAt: _setAt, setBy: _setBy, ...rest } = found;
  return { ...rest, name: `${rest.name}, checked again` };
}

/** Warm hours of the last day at a site, so that its kits are held back. */
function warmFile() {
  const start = new Date(Date.now() - 26 * 3_600_000).toISOString().replace(/\d\d\.\d{3}Z$/, '00Z');
  const text = loggerCsv(hoursAt([10, 500], [5, 1200], [10, 500]), { serial: 'SP-9', start });
  return { name: 'spoiled.csv', base64: Buffer.from(text).toString('base64') };
}

/** A profile, a mapping, a file that opens an excursion, one without a file, and a decision. */
export const coldChainCommands: readonly Step[] = [
  step('maren', 'storage.setProfile', async (must) => ({
    profile: await profile(must),
    reason,
    signature: signature('helen', 'I approve this storage profile and its stability budget'),
  })),
  step('maren', 'loggers.confirmMapping', {
    mapping: {
      name: 'Spoiled',
      headings: ['When', 'Probe'],
      column: 'Probe',
      dateOrder: 'day-first',
      zone: 'UTC',
      unit: null,
    },
    signature: signature('maren', 'I confirm how the columns of these files are read'),
  }),
  step('maren', 'loggers.import', { file: warmFile(), watched: { place: 'S002' } }),
  step('maren', 'excursions.openWithoutData', async (must) => {
    const { waiting } = await must('excursions.page', {});
    return { shipment: waiting[0]?.shipment ?? '', reason };
  }),
  step('maren', 'excursions.decide', async (must) => {
    const { rows } = await must('excursions.page', { status: ['open'], limit: 1 });
    const excursion = rows[0]?.excursion ?? '';
    const { assessment } = await must('excursions.get', { excursion });
    return {
      excursion,
      decisions: assessment.groups.map((_, group) => ({ group, outcome: 'reject' as const })),
      reason,
      signature: signature('helen', 'I decide on the kits of this temperature excursion'),
    };
  }),
];
