import type { shipmentContracts } from '../../../../shared/contracts/shipments.ts';
import { reason } from '../life.ts';
import type { Known } from '../known.ts';
import { guess } from './example.ts';
import type { ExamplesOf } from './example.ts';

const named = ({ study }: Known, state: string) => ({
  shipment: study.shipments[state] as string,
});
const every = ({ study }: Known) =>
  Object.values(study.shipments).map((shipment) => ({ shipment }));

export const shipmentExamples: ExamplesOf<typeof shipmentContracts> = {
  'shipments.page': () => [{}, { place: 'S001', status: ['in-transit'] }, { search: guess.arm }],
  'shipments.export': () => [{}, { format: 'xlsx' }],
  'shipments.get': every,
  'shipments.request': () => [
    { from: 'central', to: 'S001', lines: [{ kitType: guess.kitType, count: 1 }] },
  ],
  'shipments.requestReturn': ({ held, onShelf }) => [
    { from: 'S001', to: 'central', numbers: held.slice(8, 9) },
    { from: 'S003', to: 'central', numbers: onShelf.slice(-1) },
  ],
  'shipments.approve': (known) => [named(known, 'requested')],
  'shipments.proposePick': (known) => [named(known, 'requested')],
  'shipments.pick': (known) => [
    { ...named(known, 'requested'), numbers: known.atDepot.slice(8, 10) },
  ],
  'shipments.pack': (known) => [named(known, 'picked')],
  'shipments.dispatch': (known) => [{ ...named(known, 'packed'), carrier: 'Courier' }],
  'shipments.receive': (known) => [
    {
      ...named(known, 'arriving'),
      kits: (known.inShipment['arriving'] ?? []).map((number) => ({
        number,
        condition: 'acceptable' as const,
      })),
      logger: 'none',
    },
  ],
  'shipments.lose': (known) => [{ ...named(known, 'lost'), reason }],
  'shipments.cancel': (known) => [{ ...named(known, 'refused'), reason }],
  'shipments.packingList': (known) => [named(known, 'arriving'), named(known, 'requested')],
  'shipments.dispatchNote': (known) => [named(known, 'arriving')],
  'shipments.receipt': (known) => [named(known, 'logged')],
};
