import { step } from './step.ts';
import type { Must, Step } from './step.ts';

const reason = 'Done to see what a broken disk does.';
const lines = ['capsules-active', 'rescue'].map((kitType) => ({ kitType, count: 2 }));

/** The shipment that was asked for last. */
async function latest(must: Must): Promise<{ readonly shipment: string }> {
  const { rows } = await must('shipments.page', { limit: 1 });
  return { shipment: rows[0]?.shipment ?? '' };
}

async function firstKit(must: Must): Promise<string> {
  const { kits } = await must('shipments.get', await latest(must));
  return kits[0]?.number ?? '';
}

/** A shipment from its request to its loss, one that is cancelled, and a return. */
export const shipmentCommands = (site: string): readonly Step[] => [
  step('maren', 'shipments.request', { from: 'central', to: site, lines }),
  step('maren', 'shipments.approve', latest),
  step('maren', 'shipments.pick', async (must) => {
    const named = await latest(must);
    const { kits } = await must('shipments.proposePick', named);
    return { ...named, numbers: kits.map(({ number }) => number) };
  }),
  step('maren', 'shipments.pack', async (must) => ({
    ...(await latest(must)),
    logger: 'FT-1',
    sscc: '095060001340000017',
  })),
  step('maren', 'labels.printShipper', async (must) => ({
    template: 'shipper-a6',
    ...(await latest(must)),
  })),
  step('maren', 'shipments.dispatch', async (must) => ({
    ...(await latest(must)),
    carrier: 'Courier',
  })),
  step('maren', 'shipments.receive', async (must) => ({
    ...(await latest(must)),
    kits: [{ number: await firstKit(must), condition: 'acceptable' as const }],
    logger: 'no-alarm' as const,
  })),
  step('maren', 'shipments.lose', async (must) => ({ ...(await latest(must)), reason })),
  step('maren', 'shipments.request', { from: 'central', to: site, lines }),
  step('maren', 'shipments.cancel', async (must) => ({ ...(await latest(must)), reason })),
  step('maren', 'shipments.requestReturn', async (must) => {
    const { rows } = await must('kits.page', { place: site, status: ['at-site'], limit: 1 });
    return { from: site, to: 'central', numbers: rows.map(({ number }) => number) };
  }),
];
