import type { InputOf } from '../../../../shared/contracts/index.ts';
import type { labelContracts } from '../../../../shared/contracts/labels.ts';
import type { trailReviewContracts } from '../../../../shared/contracts/trail-review.ts';
import type { trailContracts } from '../../../../shared/contracts/trail.ts';
import { signedBy } from '../blind-console.ts';
import { reason } from '../life.ts';
import { guess, plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

type Template = InputOf<'labels.defineTemplate'>['template'];

export const labelExamples: ExamplesOf<typeof labelContracts> = {
  'labels.templates': plain,
  'labels.defineTemplate': ({ me, template }) => [
    {
      template: { ...(template as Template), title: `Checked by ${me}` },
      reason,
      signature: signedBy(me, 'labels.defineTemplate'),
    },
  ],
  'labels.preview': ({ study, held, atDepot, template }) => [
    { template: 'kit-roll' },
    { template: 'kit-roll', kit: held[0] as string },
    { template: template as Template, kit: atDepot[0] as string, campaign: 'EXT-1' },
    { template: 'shipper-a6', shipment: study.shipments['arriving'] as string },
  ],
  'labels.count': ({ study, atDepot }) => [
    { kits: { by: 'numbers', numbers: atDepot.slice(0, 4) } },
    { kits: { by: 'lot', lot: 'L-1' } },
    { kits: { by: 'shipment', shipment: study.shipments['packed'] as string } },
    { kits: { by: 'campaign', campaign: 'EXT-1' } },
  ],
  'labels.print': ({ study, atDepot }) => [
    { template: 'kit-roll', kits: { by: 'numbers', numbers: atDepot.slice(0, 2) }, reason },
    {
      template: 'kit-sheet',
      kits: { by: 'shipment', shipment: study.shipments['packed'] as string },
      reason,
    },
    { template: 'kit-roll', kits: { by: 'campaign', campaign: 'EXT-1' }, reason },
  ],
  'labels.printShipper': ({ study }) => [
    { template: 'shipper-a6', shipment: study.shipments['packed'] as string, reason },
  ],
  'labels.file': () => [{ issue: 'L-00001' }, { issue: 'L-00002' }],
  'labels.page': plain,
  'labels.export': () => [{}, { by: 'kit' }, { format: 'xlsx' }],
  'barcodes.read': ({ picture }) => [{ picture }, { picture: 'AAAA' }],
};

export const trailExamples: ExamplesOf<typeof trailContracts> = {
  'trail.page': () => [
    { limit: 500 },
    { kind: 'kits-dispensed' },
    { search: '1001' },
    { search: guess.arm },
  ],
  'trail.kinds': plain,
  'trail.verify': plain,
  'trail.export': () => [
    { format: 'csv' },
    { format: 'jsonl' },
    { format: 'xlsx', search: '1002' },
  ],
  'today.get': plain,
};

export const reviewExamples: ExamplesOf<typeof trailReviewContracts> = {
  'trail.reviews': plain,
  'trail.review': ({ me }) => [
    {
      scope: 'all',
      first: 1,
      last: 120,
      questions: [{ entry: 100, text: 'Why on that day?' }],
      signature: signedBy(me, 'trail.review'),
    },
  ],
  'trail.closeQuestion': ({ me }) => [
    {
      question: 'AQ-00001',
      answer: reason,
      signature: signedBy(me, 'trail.closeQuestion'),
    },
  ],
  'trail.exportReviews': () => [{ format: 'csv' }, { format: 'pdf' }],
};
