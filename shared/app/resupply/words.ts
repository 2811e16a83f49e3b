import { numbersInWords, plural } from '../queries/event-words.ts';
import type { WordsOf } from '../queries/event-words.ts';

type Kinds = 'resupply-set' | 'resupply-run' | 'resupply-prepared' | 'resupply-discarded';

/** Sentences for resupply. */
export const resupplyWords: WordsOf<Kinds> = {
  'resupply-set': {
    name: 'Resupply settings',
    what: () => 'Put resupply settings in force',
  },
  'resupply-run': {
    name: 'Resupply run',
    what: ({ run, shipments }) =>
      `Resupply run ${run} asked for ${plural(shipments.length, 'shipment')}`,
    detail: ({ sites, shipments, proposal, adjusted = 0 }) =>
      [
        `${plural(sites, 'site')} looked at`,
        ...(proposal === undefined ? [] : [`signed proposal ${proposal}`]),
        ...(adjusted === 0 ? [] : [`${plural(adjusted, 'line')} adjusted`]),
        numbersInWords(shipments),
      ]
        .filter(Boolean)
        .join('; '),
  },
  'resupply-prepared': {
    name: 'Resupply proposal',
    what: ({ proposal, shipments, scheduled }) =>
      `${scheduled ? 'On schedule, prepared' : 'Prepared'} resupply proposal ${proposal} with ${plural(shipments, 'shipment')}`,
    detail: ({ day, sites, kits }) =>
      `Run of ${day}; ${plural(sites, 'site')} looked at, ${plural(kits, 'kit')}; nothing is sent before it is signed`,
  },
  'resupply-discarded': {
    name: 'Resupply proposal discarded',
    what: ({ proposal }) => `Discarded resupply proposal ${proposal}`,
  },
};
