import { kitListCsv, kitListMapping, kitNumber } from '../kit-list-csv.ts';
import { signedBy } from './blind-console.ts';
import { ofEach, reason, uploaded } from './life.ts';
import type { Life } from './life.ts';

/** Lots made and read in, kits at the depot and on the shelves of three sites. */
export async function bringKits(life: Life): Promise<void> {
  const { must, types } = life;
  const [first, second] = types;
  for (const [lot, expiry, each] of [
    ['L-1', '2027-08-31', 70],
    ['L-2', '2027-05-31', 60],
  ] as const) {
    await must('maren', 'lots.register', { lot, expiry });
    const quantities = ofEach(life, each);
    await must('maren', 'kits.generate', { lot, place: 'central', quantities });
  }
  const rows = Array.from({ length: 8 }, (_, i) => ({
    number: kitNumber(9_000_001 + i),
    kitType: i % 2 === 0 ? first : second,
    lot: 'L-3',
    expiry: '2027-11-30',
  }));
  const file = uploaded('kits.csv', kitListCsv(rows));
  await must('maren', 'kits.import', { file, mapping: kitListMapping, place: 'central' });
  const made = { lot: 'M-1', kitType: first, expiry: '2028-01-31' };
  await must('maren', 'lots.registerManufacturing', made);
  await must('maren', 'lots.setLabelGroup', { lots: ['L-1', 'L-2'], group: 'G-1' });
  for (const to of ['S001', 'S002', 'S003']) {
    const sent = { from: 'central', to, quantities: ofEach(life, 16) };
    const { numbers } = await must('maren', 'kits.send', sent);
    await must('maren', 'kits.receive', { place: to, numbers });
  }
  const few = { from: 'central', to: 'S001', quantities: ofEach(life, 1) };
  await must('maren', 'kits.send', few);
}

/** Shipments in every state that somebody without the key can take further. */
export async function sendShipments(life: Life): Promise<Readonly<Record<string, string>>> {
  const { must, clock } = life;
  const asked: Record<string, string> = {};
  const until = ['requested', 'refused', 'picked', 'packed', 'arriving', 'lost', 'logged'];
  for (const [i, state] of until.entries()) {
    const input = { from: 'central', to: 'S001', lines: ofEach(life, 1) };
    const { shipment } = await must('maren', 'shipments.request', input);
    asked[state] = shipment;
    if (i < 2) continue;
    await must('maren', 'shipments.approve', { shipment });
    const { kits } = await must('maren', 'shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    await must('maren', 'shipments.pick', { shipment, numbers });
    if (i < 3) continue;
    const logger = state === 'logged' ? { logger: 'LG-7' } : {};
    await must('jonas', 'shipments.pack', { shipment, sscc: sscc(i), ...logger });
    if (i < 4) continue;
    await must('jonas', 'shipments.dispatch', { shipment, carrier: 'Courier' });
    if (state !== 'logged') continue;
    clock.advance(600);
    const kitsHere = numbers.map((number) => ({ number, condition: 'acceptable' as const }));
    const arrived = { shipment, kits: kitsHere, logger: 'alarmed' as const };
    await must('suse', 'shipments.receive', arrived);
  }
  return asked;
}

const sscc = (i: number): string => {
  const digits = `09506000134${String(i).padStart(6, '0')}`;
  const sum = [...digits].reduce(
    (all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 3 : 1),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
};

/** An extension whose kits were all labelled: only its signature is left. */
async function extendWhole(must: Life['must']): Promise<void> {
  const [campaign, place] = ['EXT-2', 'central'];
  await must('maren', 'campaigns.start', {
    campaign,
    lots: ['L-3'],
    expiry: '2028-05-31',
    basis: 'Stability report SR-12',
    reason,
    signature: signedBy('maren', 'campaigns.start'),
  });
  const approved = { campaign, country: 'DE', approvedOn: '2026-03-01', reference: 'Letter 6' };
  await must('maren', 'campaigns.approveCountry', approved);
  const { kits } = await must('jonas', 'campaigns.kits', { campaign, place });
  const numbers = kits.map(({ number }) => number);
  await must('jonas', 'campaigns.confirm', { campaign, place, numbers });
  const labels = { issued: numbers.length, used: numbers.length, destroyed: 0, kept: 0 };
  await must('jonas', 'campaigns.countLabels', { campaign, place, ...labels });
}

/** Lots on hold and an extension of expiry under way. */
export async function extendLots({ must }: Life): Promise<void> {
  const extension = {
    campaign: 'EXT-1',
    lots: ['L-2'],
    expiry: '2027-12-31',
    basis: 'Stability report SR-12',
    reason,
    signature: signedBy('maren', 'campaigns.start'),
  };
  await must('maren', 'campaigns.start', extension);
  const decided = { lots: ['L-3'], status: 'on-hold' as const, reason };
  await extendWhole(must);
  await must('helen', 'lots.setStatus', {
    ...decided,
    signature: signedBy('helen', 'lots.setStatus'),
  });
}
