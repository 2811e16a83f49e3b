import type { custodyContracts } from '../../../../shared/contracts/custody.ts';
import { signedBy } from '../blind-console.ts';
import { reason } from '../life.ts';
import type { ExamplesOf } from './example.ts';

const opening = 'CU-0001';
const list = 'MAIN';

/** Openings are asked for and granted by people who hold the key; everybody else is turned away. */
export const custodyExamples: ExamplesOf<typeof custodyContracts> = {
  'custody.page': () => [{}, { part: 'list', list }, { mine: true }],
  'custody.export': () => (['csv', 'xlsx'] as const).map((format) => ({ format })),
  'custody.request': ({ me }) => [
    { part: 'list', use: 'view', list, reason, signature: signedBy(me, 'custody.request') },
  ],
  'custody.grant': ({ me }) => [{ opening, signature: signedBy(me, 'custody.grant') }],
  'custody.decline': () => [{ opening: 'CU-0002', reason }],
  'custody.close': () => [{ opening }],
  'custody.exportList': () => [{ list }],
  'custody.exportMap': () => [{}],
  'custody.exportDrugAccounts': () => [{}],
};
