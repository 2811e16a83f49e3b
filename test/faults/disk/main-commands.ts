import { plainResupply } from '../../builders/resupply-settings.ts';
import type { InputOf } from '../../../shared/contracts/index.ts';
import { kitListCsv, kitListMapping, kitNumber } from '../../builders/kit-list-csv.ts';
import { accountabilityCommands } from './accountability-commands.ts';
import { codeBreakCommands } from './code-break-commands.ts';
import { coldChainCommands } from './cold-chain-commands.ts';
import { forecastCommands } from './forecast-commands.ts';
import { labelCommands } from './label-commands.ts';
import { listCommands } from './list-commands.ts';
import { lotCommands, reservationCommands } from './lot-commands.ts';
import { shipmentCommands } from './shipment-commands.ts';
import { reviewCommands } from './review-commands.ts';
import { signature, step } from './step.ts';
import type { Must, Step } from './step.ts';

type Settings = InputOf<'resupply.setParameters'>['settings'];

const reason = 'Done to see what a broken disk does.';
const site = 'S001';
const subject = 'SPOILED-1';
const firstAt = async (must: Must, place: string, status: string): Promise<string[]> => {
  const { rows } = await must('kits.page', { place, status: [status], limit: 3 });
  return rows.map(({ number }) => number);
};

/** Kits that were sent last: others may travel with a logger, which has to be read when they are received. */
async function justSent(must: Must): Promise<string[]> {
  const { rows } = await must('shipments.page', { limit: 1 });
  const { kits } = await must('shipments.get', { shipment: rows[0]?.shipment ?? '' });
  return kits.slice(0, 3).map(({ number }) => number);
}

async function freeNumbers(must: Must, count: number): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (let body = 1_000_000; numbers.length < count; body += 1) {
    const number = kitNumber(body);
    const { total } = await must('kits.page', { search: number, limit: 1 });
    if (total === 0) numbers.push(number);
  }
  return numbers;
}

/** The resupply proposal that waits for its signature. */
async function waiting(must: Must): Promise<string> {
  const { proposal } = await must('resupply.pending', {});
  if (proposal === null) throw new Error('no proposal waits');
  return proposal.proposal;
}

async function kitFile(must: Must): Promise<InputOf<'kits.import'>> {
  const numbers = await freeNumbers(must, 6);
  const csv = kitListCsv(
    numbers.map((number) => ({ number, kitType: 'rescue', lot: 'SP-2', expiry: '2031-03-31' })),
  );
  const file = { name: 'kits.csv', base64: Buffer.from(csv).toString('base64') };
  return { file, mapping: kitListMapping, place: 'central' };
}

async function amendment(must: Must): Promise<InputOf<'study.amend'>> {
  const { text } = await must('study.get', {});
  const changed = text.replace(/"plannedSubjects": (\d+)/, (_, n) => `"plannedSubjects": 1${n}`);
  return {
    definition: { name: 'study.json', base64: Buffer.from(changed).toString('base64') },
    reason,
    signature: signature('maren', 'I approve this version of the study definition'),
  };
}

const quantities = ['capsules-active', 'capsules-placebo', 'rescue'].map((kitType) => ({
  kitType,
  count: 2,
}));

const act = (action: InputOf<'kits.act'>['action'], from: string): Step =>
  step('maren', 'kits.act', async (must) => ({
    numbers: await firstAt(must, 'central', from),
    action,
    reason,
  }));

/** Every command of a study that is always connected, in an order in which each can be done on the demonstration. */
export const mainCommands: readonly Step[] = [
  step('maren', 'lots.register', { lot: 'SP-1', expiry: '2031-05-31' }),
  step('maren', 'kits.generate', { lot: 'SP-1', place: 'central', quantities }),
  step('maren', 'kits.import', kitFile),
  step('maren', 'kits.send', { from: 'central', to: site, quantities }),
  step('maren', 'kits.receive', async (must) => ({
    place: site,
    numbers: await justSent(must),
  })),
  act('quarantine', 'at-depot'),
  step('maren', 'kits.release', async (must) => ({
    numbers: await firstAt(must, 'central', 'quarantined'),
    reason,
    signature: signature('helen', 'I release these kits for use'),
  })),
  act('report-missing', 'at-depot'),
  act('find', 'missing'),
  act('report-damaged', 'at-depot'),
  step('maren', 'subjects.screen', { subject: 'SCREENED-1', site }),
  step('maren', 'subjects.failScreening', { subject: 'SCREENED-1', reason }),
  step('maren', 'subjects.allocate', {
    subject,
    site,
    consent: { version: '2.0', at: '2026-01-01T10:00:00+01:00' },
    gates: ['I1', 'I2', 'E1', 'E2'],
    factors: { age: '44', 'prior-therapy': 'none' },
  }),
  ...reservationCommands(subject, site),
  step('maren', 'subjects.dispense', { subject, visit: 'V3' }),
  ...codeBreakCommands(subject),
  step('maren', 'subjects.withdraw', { subject, reason }),
  ...accountabilityCommands(site, subject),
  ...labelCommands('central'),
  ...shipmentCommands(site),
  ...coldChainCommands,
  step('maren', 'resupply.setParameters', {
    settings: structuredClone(plainResupply) as unknown as Settings,
    reason,
    signature: signature('maren', 'I approve these resupply settings'),
  }),
  step('maren', 'resupply.prepare', {}),
  step('maren', 'resupply.discard', async (must) => ({ proposal: await waiting(must), reason })),
  step('maren', 'resupply.prepare', {}),
  step('maren', 'resupply.run', async (must) => ({
    proposal: await waiting(must),
    signature: signature('maren', 'I approve this resupply run'),
  })),
  step('maren', 'study.setSiteStatus', { site, status: 'closed', reason }),
  step('maren', 'study.amend', amendment),
  ...lotCommands,
  ...listCommands,
  ...forecastCommands,
  ...reviewCommands,
];
