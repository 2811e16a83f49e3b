import type { coldChainContracts } from '../../../../shared/contracts/cold-chain.ts';
import type { InputOf } from '../../../../shared/contracts/index.ts';
import { signedBy } from '../blind-console.ts';
import { reason } from '../life.ts';
import { shelfFile } from '../life-papers.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

type Profile = InputOf<'storage.setProfile'>['profile'];

const excursion = 'EX-00001';
const fileOf = (me: string) => shelfFile(`LG-${me}`, '2026-03-27T01:00:00Z');

export const coldChainExamples: ExamplesOf<typeof coldChainContracts> = {
  'storage.profiles': plain,
  'storage.setProfile': ({ me, profile }) => [
    { profile: profile as Profile, reason, signature: signedBy(me, 'storage.setProfile') },
  ],
  'loggers.preview': ({ me, study }) => [
    { file: fileOf(me) },
    { file: fileOf(me), watched: { place: 'S001' } },
    { file: fileOf(me), watched: { shipment: study.shipments['logged'] as string } },
  ],
  'loggers.import': ({ me }) => [{ file: fileOf(me), watched: { place: 'S001' } }],
  'loggers.page': plain,
  'loggers.get': () => [{ file: 'TL-00001' }],
  'loggers.export': () => [{ file: 'TL-00001' }],
  'loggers.mappings': plain,
  'loggers.confirmMapping': ({ me }) => [
    {
      mapping: {
        name: `Files of ${me}`,
        headings: ['When', `Probe ${me}`],
        column: `Probe ${me}`,
        dateOrder: 'day-first',
        zone: 'UTC',
        unit: null,
      },
      signature: signedBy(me, 'loggers.confirmMapping'),
    },
  ],
  'excursions.page': () => [{}, { status: ['open'] }],
  'excursions.get': () => [{ excursion }, { excursion: 'EX-00002' }],
  'excursions.openWithoutData': ({ study }) => [
    { shipment: study.shipments['logged'] as string, reason },
  ],
  'excursions.decide': ({ me }) =>
    ([[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]] as const).map((groups) => ({
      excursion,
      decisions: groups.map((group) => ({ group, outcome: 'release' as const })),
      reason,
      signature: signedBy(me, 'excursions.decide'),
    })),
  'excursions.evidence': () => [{ excursion }],
};
