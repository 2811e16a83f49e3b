import { signature, step } from './step.ts';
import type { Must, Step } from './step.ts';

const reason = 'Done to see what a broken disk does.';
const campaign = 'SPOILED-EXT';
const lot = 'L25-064';

const inCampaign = async (must: Must): Promise<string> => {
  const { campaign: card } = await must('campaigns.get', { campaign });
  const { rows } = await must('kits.page', { lot: card.lots[0] as string, status: ['at-depot'] });
  return rows[0]?.number as string;
};

/** The last-expiring kit at the subject's site of the capsules that the subject got before. */
async function keepable(must: Must, subject: string, site: string): Promise<string> {
  const { subject: seen } = await must('subjects.get', { subject });
  const given = await Promise.all(seen.kits.map((number) => must('kits.get', { number })));
  const capsules = given.map(({ kit }) => kit.kitType ?? '').find((type) => type !== 'rescue');
  const { rows } = await must('kits.page', {
    place: site,
    status: ['at-site'],
    ...(capsules === undefined ? {} : { kitType: capsules }),
    sort: 'expiry',
    descending: true,
    limit: 1,
  });
  return rows[0]?.number as string;
}

/** Kits kept for a subject and given back. */
export const reservationCommands = (subject: string, site: string): readonly Step[] => [
  step('maren', 'kits.reserve', async (must) => ({
    numbers: [await keepable(must, subject, site)],
    subject,
    visit: 'V3',
    reason,
  })),
  step('maren', 'kits.unreserve', async (must) => {
    const { rows } = await must('kits.page', { place: site, status: ['reserved'], limit: 1 });
    return { numbers: rows.map(({ number }) => number), reason };
  }),
];

/** The commands around lots and extensions of expiry. */
export const lotCommands: readonly Step[] = [
  step('maren', 'lots.registerManufacturing', {
    lot: 'SP-M1',
    kitType: 'rescue',
    expiry: '2031-06-30',
  }),
  step('maren', 'lots.setLabelGroup', { lots: [lot], group: 'SPOILED' }),
  ...(['on-hold', 'released'] as const).map((status) =>
    step('maren', 'lots.setStatus', {
      lots: [lot],
      status,
      reason,
      signature: signature(
        status === 'on-hold' ? 'maren' : 'helen',
        'I decide on the use of these lots',
      ),
    }),
  ),
  step('maren', 'campaigns.start', {
    campaign,
    lots: [lot],
    expiry: '2035-06-30',
    basis: 'Stability report',
    reason,
    signature: signature('maren', 'I start this extension of expiry'),
  }),
  step('maren', 'campaigns.approveCountry', async (must) => {
    const { places } = await must('study.places', {});
    const country = places.find(({ id }) => id === 'central')?.country as string;
    return { campaign, country, approvedOn: '2026-01-01', reference: 'Letter' };
  }),
  step('maren', 'campaigns.confirm', async (must) => ({
    campaign,
    place: 'central',
    numbers: [await inCampaign(must)],
  })),
  step('maren', 'campaigns.leaveOut', async (must) => {
    const { places } = await must('campaigns.get', { campaign });
    const numbers: string[] = [];
    for (const { place } of places) {
      const { kits } = await must('campaigns.kits', { campaign, place });
      numbers.push(...kits.filter(({ status }) => status === 'waiting').map((kit) => kit.number));
    }
    return { campaign, numbers, reason };
  }),
  step('maren', 'campaigns.countLabels', {
    campaign,
    place: 'central',
    issued: 2,
    used: 1,
    destroyed: 1,
    kept: 0,
  }),
  step('maren', 'campaigns.close', {
    campaign,
    reason,
    signature: signature('helen', 'I sign off this extension of expiry'),
  }),
  step('maren', 'study.confirmClock', {
    reason,
    signature: signature('helen', 'I confirm that the clock of this computer is right'),
  }),
];
