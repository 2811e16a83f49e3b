import { gs1CheckDigit } from '../../../shared/domain/barcode/check-digit.ts';
import { boxTemplate } from './labels.ts';
import type { Life } from './life.ts';

const lastStates = ['requested', 'approved', 'picked', 'packed', 'in-transit'] as const;
type LastState = (typeof lastStates)[number];

/** An invented company prefix of GS1, a number, and the check digit. */
function shipperNumber(serial: number): string {
  const digits = `34012345${String(serial).padStart(9, '0')}`;
  return `${digits}${gs1CheckDigit(digits)}`;
}

/** One shipment in every state that waits for somebody: each is taken as far as its state, by the real commands. */
export async function leaveShipments(life: Life): Promise<void> {
  const { doer, clock, definition, days } = life;
  const depot = definition.depots[0]?.id as string;
  const lines = definition.kitTypes.map(({ id }) => ({ kitType: id as string, count: 2 }));
  // The one that has come furthest was asked for first; the last site is closed in the end.
  for (const [i, until] of lastStates.toReversed().entries()) {
    clock.moveTo(days - 1.2 + i * 0.15);
    const to = definition.sites[i]?.id as string;
    const note = i === 0 ? 'A logger travels along; the site expects it on Tuesday.' : '';
    const { shipment } = await doer.do('shipments.request', { from: depot, to, lines, note });
    await bring(life, shipment, until, i + 1);
  }
}

async function bring(
  { doer }: Life,
  shipment: string,
  until: LastState,
  serial: number,
): Promise<void> {
  const isPast = (state: LastState): boolean =>
    lastStates.indexOf(until) >= lastStates.indexOf(state);
  if (isPast('approved')) await doer.do('shipments.approve', { shipment });
  if (isPast('picked')) {
    const { kits } = await doer.do('shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    await doer.do('shipments.pick', { shipment, numbers });
  }
  if (isPast('packed')) {
    const logger = `FT2-${String(70_110 + serial)}`;
    await doer.do('shipments.pack', { shipment, sscc: shipperNumber(serial), logger });
    await doer.do('labels.printShipper', { template: boxTemplate, shipment });
  }
  if (isPast('in-transit')) {
    const tracking = `ND${String(48_113_000 + serial)}`;
    await doer.do('shipments.dispatch', { shipment, carrier: 'Nordic Cold Chain', tracking });
  }
}
