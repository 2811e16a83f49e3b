import type { campaignContracts } from '../../../../shared/contracts/campaigns.ts';
import type { lotContracts } from '../../../../shared/contracts/lots.ts';
import { signedBy } from '../blind-console.ts';
import { reason } from '../life.ts';
import { guess, plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

const campaign = 'EXT-1';

export const lotExamples: ExamplesOf<typeof lotContracts> = {
  'lots.page': plain,
  'lots.get': () => ['L-1', 'L-2', 'L-3', 'M-1'].map((lot) => ({ lot })),
  'lots.export': () => [{}, { format: 'xlsx' }],
  'lots.manufacturing': plain,
  'lots.registerManufacturing': () => [
    { lot: 'M-2', kitType: guess.kitType, expiry: '2028-02-28' },
  ],
  'lots.register': ({ me }) => [
    { lot: `L-${me}`, expiry: '2028-01-31' },
    { lot: `LM-${me}`, members: ['M-1'] },
  ],
  'lots.setStatus': ({ me }) =>
    (['released', 'on-hold'] as const).map((status) => ({
      lots: ['L-3'],
      status,
      reason,
      signature: signedBy(me, 'lots.setStatus'),
    })),
  'lots.setLabelGroup': () => [{ lots: ['L-3'], group: 'G-2' }],
};

export const campaignExamples: ExamplesOf<typeof campaignContracts> = {
  'campaigns.list': plain,
  'campaigns.get': () => [{ campaign }],
  'campaigns.kits': () => ['central', 'S001', 'S003'].map((place) => ({ campaign, place })),
  'campaigns.export': () => [{ campaign }, { campaign, format: 'xlsx' }],
  'campaigns.start': ({ me }) => [
    {
      campaign: `EXT-${me}`,
      lots: ['L-1'],
      expiry: '2028-06-30',
      basis: 'Stability report SR-13',
      reason,
      signature: signedBy(me, 'campaigns.start'),
    },
  ],
  'campaigns.approveCountry': () =>
    ['DE', 'ES', 'XX'].map((country) => ({
      campaign,
      country,
      approvedOn: '2026-03-01',
      reference: 'Letter 7',
    })),
  'campaigns.confirm': ({ onShelf, atDepot }) => [
    { campaign, place: 'central', numbers: atDepot.slice(6, 8) },
    { campaign, place: 'S003', numbers: onShelf.slice(0, 1) },
  ],
  'campaigns.leaveOut': ({ onShelf }) => [{ campaign, numbers: onShelf.slice(2, 4), reason }],
  'campaigns.countLabels': () => [
    { campaign, place: 'central', issued: 4, used: 2, destroyed: 1, kept: 1 },
    { campaign, place: 'S001', issued: 4, used: 4, destroyed: 0, kept: 0 },
  ],
  'campaigns.close': ({ me }) => [
    { campaign: 'EXT-2', reason, signature: signedBy(me, 'campaigns.close') },
    { campaign, reason, signature: signedBy(me, 'campaigns.close') },
  ],
};
