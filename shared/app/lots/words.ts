import type { LotEvents } from '../../ledger/lot-events.ts';

interface Words<Body> {
  readonly name: string;
  readonly what: (body: Body) => string;
  readonly detail?: (body: Body) => string;
}

const shownNumbers = 12;

const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;

const numbersInWords = (numbers: readonly string[]): string => {
  const shown = numbers.slice(0, shownNumbers).join(', ');
  const hidden = numbers.length - shownNumbers;
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
};

/** What the entries about lots and their extensions say to a person. */
export const lotWords: { readonly [K in keyof LotEvents]: Words<LotEvents[K]> } = {
  'lot-registered': {
    name: 'Lot registered',
    what: ({ lot }) => `Registered lot ${lot}`,
    detail: ({ expiry, members, retest, labelGroup, status }) =>
      [
        `Expires ${expiry}`,
        ...(members === undefined ? [] : [`made from ${members.join(', ')}`]),
        ...(retest === undefined ? [] : [`retest due ${retest}`]),
        ...(labelGroup === undefined ? [] : [`label group ${labelGroup}`]),
        ...(status === undefined ? [] : [status.replaceAll('-', ' ')]),
      ].join('; '),
  },
  'manufacturing-lot-registered': {
    name: 'Manufacturing lot registered',
    what: ({ lot }) => `Registered manufacturing lot ${lot}`,
    detail: ({ expiry, retest }) =>
      retest === null ? `Expires ${expiry}` : `Expires ${expiry}; retest due ${retest}`,
  },
  'lot-status-set': {
    name: 'Lot status',
    what: ({ lots, status }) =>
      status === 'released'
        ? `Released lot ${lots.join(', ')}`
        : status === 'rejected'
          ? `Rejected lot ${lots.join(', ')}`
          : `Put lot ${lots.join(', ')} on hold`,
  },
  'lots-grouped': {
    name: 'Label group',
    what: ({ lots, group }) =>
      group === null
        ? `Took lot ${lots.join(', ')} out of its label group`
        : `Put lot ${lots.join(', ')} in label group ${group}`,
  },
  'campaign-started': {
    name: 'Extension started',
    what: ({ campaign, expiry }) => `Started extension ${campaign} to ${expiry}`,
    detail: ({ lots, kits, basis, untilScanned }) =>
      [
        `Lots ${lots.join(', ')}: ${plural(kits, 'kit')}`,
        untilScanned === 'blocked'
          ? 'kits are kept from use until they are scanned'
          : 'kits are used by their old date until they are scanned',
        basis,
      ].join('; '),
  },
  'campaign-country-approved': {
    name: 'Extension approved',
    what: ({ campaign, country }) => `${country} approved extension ${campaign}`,
    detail: ({ approvedOn, reference }) => `On ${approvedOn}: ${reference}`,
  },
  'campaign-kits-confirmed': {
    name: 'New labels confirmed',
    what: ({ campaign, place, kits }) =>
      `Confirmed the new labels of ${plural(kits.length, 'kit')} at ${place} (${campaign})`,
    detail: ({ kits }) => numbersInWords(kits),
  },
  'campaign-kits-left-out': {
    name: 'Kits left out of extension',
    what: ({ campaign, kits }) => `Left ${plural(kits.length, 'kit')} out of extension ${campaign}`,
    detail: ({ kits }) => numbersInWords(kits),
  },
  'campaign-labels-counted': {
    name: 'Labels counted',
    what: ({ campaign, place }) => `Counted the labels of extension ${campaign} at ${place}`,
    detail: ({ issued, used, destroyed, kept, note }) =>
      [
        `${issued} issued, ${used} used, ${destroyed} destroyed, ${kept} left`,
        ...(note === '' ? [] : [note]),
      ].join('; '),
  },
  'campaign-closed': {
    name: 'Extension signed off',
    what: ({ campaign }) => `Signed off extension ${campaign}`,
    detail: ({ confirmed, leftOut, discrepancies }) =>
      [
        `${plural(confirmed, 'kit')} confirmed, ${leftOut} left out`,
        ...discrepancies.map(({ place, words: what }) => `${place}: ${what}`),
      ].join('; '),
  },
  'kits-reserved': {
    name: 'Kits kept for a subject',
    what: ({ kits, subject, visit }) =>
      `Kept ${plural(kits.length, 'kit')} for subject ${subject} at visit ${visit}`,
    detail: ({ kits }) => numbersInWords(kits),
  },
};
