import type { accountabilityContracts } from '../../../../shared/contracts/accountability.ts';
import { signedBy } from '../blind-console.ts';
import { reason } from '../life.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

export const accountabilityExamples: ExamplesOf<typeof accountabilityContracts> = {
  'accountability.places': plain,
  'accountability.subjects': () => [{}, { site: 'S003' }, { search: '1001' }],
  'accountability.kits': ({ given }) => [
    {},
    { subject: '1001' },
    { place: 'S001', bucket: 'dispensed' },
    { number: given[0] as string },
  ],
  'accountability.findings': () => [{}, { place: 'S001' }],
  'accountability.periods': () => [
    { place: 'S001' },
    { place: 'S001', from: '2026-03-01', until: '2026-03-28' },
  ],
  'accountability.destructions': () => [{}, { place: 'S001' }],
  'accountability.certificate': () => [{ destruction: 'DX-00001' }],
  'accountability.export': () => [
    { table: 'kits' },
    { table: 'subjects' },
    { table: 'places' },
    { table: 'da', format: 'xlsx' },
  ],
  'accountability.returnUnits': ({ given }) => [
    { subject: '1004', kits: [{ number: given[0] as string, returned: 2 }] },
    { subject: '1006', kits: [{ number: given[0] as string, returned: 20 }] },
  ],
  'accountability.countAgain': ({ returned }) => [
    { kits: [{ number: returned[0] as string, counted: 3 }] },
    { kits: [{ number: returned[1] as string, counted: 4 }] },
  ],
  'accountability.correct': ({ returned }) => [
    { number: returned[2] as string, returned: 3, lost: 0, reason },
  ],
  'accountability.setAside': ({ returned, held }) => [
    { numbers: [returned[0] as string], reason },
    { numbers: held.slice(0, 2), reason },
  ],
  'accountability.destroy': ({ me, returned, held }) =>
    [[returned[0] as string], held.slice(0, 2), held.slice(4, 6)].map((numbers) => ({
      place: 'S001',
      numbers: [...numbers],
      method: 'incineration',
      on: '2026-03-29',
      signature: signedBy(me === 'helen' ? 'suse' : 'helen', 'accountability.destroy'),
    })),
  'accountability.raise': ({ held }) => [
    { place: 'S001', kit: held[0] as string, what: reason, owner: 'suse' },
    { place: 'S003', what: reason, owner: 'suse' },
  ],
  'accountability.resolve': () => [{ discrepancy: 'AD-00001', resolution: reason }],
  'accountability.sign': ({ me }) => [
    {
      place: 'S001',
      from: '2026-03-01',
      until: '2026-03-28',
      signature: signedBy(me, 'accountability.sign'),
    },
    {
      place: 'S001',
      from: '2026-03-02',
      until: '2026-03-29',
      signature: signedBy(me, 'accountability.sign'),
    },
  ],
};
