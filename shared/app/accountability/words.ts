import { numbersInWords, plural } from '../queries/event-words.ts';
import type { WordsOf } from '../queries/event-words.ts';

type Kinds =
  | 'units-returned'
  | 'units-counted-again'
  | 'units-corrected'
  | 'kits-destroyed'
  | 'discrepancy-raised'
  | 'discrepancy-resolved'
  | 'accountability-signed';

/** Sentences for returns, counts, destructions and discrepancies. */
export const accountabilityWords: WordsOf<Kinds> = {
  'units-returned': {
    name: 'Units returned',
    what: ({ subject, kits, place }) =>
      `Took back ${plural(kits.length, 'kit')} of subject ${subject} at ${place}`,
    detail: ({ kits, returned, lost, note }) =>
      [
        kits
          .map(
            (number, i) =>
              `${number}: ${plural(returned[i] ?? 0, 'unit')} returned${lost[i] === 0 ? '' : `, ${lost[i]} lost`}`,
          )
          .join('; '),
        ...(note === '' ? [] : [note]),
      ].join('; '),
  },
  'units-counted-again': {
    name: 'Second count',
    what: ({ kits, place }) => `Counted ${plural(kits.length, 'returned kit')} again at ${place}`,
    detail: ({ kits, counted }) =>
      kits.map((number, i) => `${number}: ${plural(counted[i] ?? 0, 'unit')}`).join('; '),
  },
  'units-corrected': {
    name: 'Count corrected',
    what: ({ kit }) => `Corrected the count of kit ${kit}`,
    detail: ({ returned, lost, before }) =>
      `${before.returned} returned and ${before.lost} lost became ${returned} returned and ${lost} lost`,
  },
  'kits-destroyed': {
    name: 'Kits destroyed',
    what: ({ destruction, kits, place }) =>
      `Destroyed ${plural(kits.length, 'kit')} at ${place} (${destruction})`,
    detail: ({ kits, method, on, note }) =>
      [`On ${on}, ${method}`, numbersInWords(kits), note].filter(Boolean).join('; '),
  },
  'discrepancy-raised': {
    name: 'Discrepancy raised',
    what: ({ discrepancy, place }) => `Raised discrepancy ${discrepancy} at ${place}`,
    detail: ({ what, owner }) => `${what} Owner: ${owner}`,
  },
  'discrepancy-resolved': {
    name: 'Discrepancy resolved',
    what: ({ discrepancy }) => `Resolved discrepancy ${discrepancy}`,
    detail: ({ resolution }) => resolution,
  },
  'accountability-signed': {
    name: 'Accountability signed',
    what: ({ place, part }) => `Signed the accountability of ${place} as ${part}`,
    detail: ({ from, until }) => `From ${from} until ${until}`,
  },
};
