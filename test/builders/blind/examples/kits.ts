import type { kitContracts } from '../../../../shared/contracts/kits.ts';
import type { stockContracts } from '../../../../shared/contracts/stock.ts';
import { kitListCsv, kitListMapping, kitNumber } from '../../kit-list-csv.ts';
import { signedBy } from '../blind-console.ts';
import { reason, uploaded } from '../life.ts';
import { guess, plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

const quantities = [{ kitType: guess.kitType, count: 1 }];
const list = uploaded(
  'more.csv',
  kitListCsv([
    { number: kitNumber(9_900_001), kitType: guess.kitType, lot: 'L-3', expiry: '2027-11-30' },
  ]),
);

export const kitExamples: ExamplesOf<typeof kitContracts> = {
  'kits.page': () => [
    { limit: 500 },
    { place: 'S001', sort: 'expiry', descending: true },
    { sort: 'status', limit: 500 },
    { sort: 'sequence', limit: 500 },
    { kitType: guess.kitType },
    { search: guess.arm },
  ],
  'kits.summary': plain,
  'kits.get': ({ held, given, atDepot, reserved, onShelf }) =>
    [held, given, atDepot, reserved, onShelf].map(([number]) => ({ number: number as string })),
  'kits.export': () => [
    {},
    { format: 'xlsx' },
    { place: 'S001', sort: 'sequence' },
    { kitType: guess.kitType },
  ],
  'kits.checkFile': () => [{ file: list, mapping: kitListMapping }],
  'kits.import': () => [{ file: list, mapping: kitListMapping, place: 'central' }],
  'kits.generate': () => [{ lot: 'L-1', place: 'central', quantities }],
  'kits.receive': ({ travelling }) => [
    { place: 'S001', numbers: travelling.slice(0, 1) },
    { place: 'S003', numbers: travelling.slice(0, 1) },
  ],
  'kits.send': () => [{ from: 'central', to: 'S001', quantities }],
  'kits.act': ({ atDepot, given }) => [
    { numbers: atDepot.slice(0, 2), action: 'quarantine', reason },
    { numbers: atDepot.slice(2, 3), action: 'report-missing', reason },
    { numbers: atDepot.slice(2, 3), action: 'find', reason },
    { numbers: [given[0] as string, atDepot[4] as string], action: 'quarantine', reason },
  ],
  'kits.release': ({ me, atDepot, held }) =>
    [atDepot.slice(0, 1), held.slice(0, 1), atDepot.slice(5, 6)].map((numbers) => ({
      numbers: [...numbers],
      reason,
      signature: signedBy(me, 'kits.release'),
    })),
  'kits.reserve': ({ onShelf }) => [
    { numbers: onShelf.slice(0, 1), subject: '1004', visit: 'V2', reason },
  ],
  'kits.unreserve': ({ reserved }) => [{ numbers: [...reserved], reason }],
};

export const stockExamples: ExamplesOf<typeof stockContracts> = {
  'stock.matrix': plain,
  'stock.place': () => ['S001', 'S003', 'central'].map((place) => ({ place })),
  'stock.export': () => [{}, { format: 'xlsx' }],
};
