import type { CustodyEventBodies } from '../../ledger/custody-events.ts';

interface Words<Body> {
  readonly name: string;
  readonly what: (body: Body) => string;
  readonly detail?: (body: Body) => string;
}

const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;

const wanted = ({ part, use, list }: CustodyEventBodies['custody-requested']): string => {
  if (part === 'kit-map') return 'take out the map of kits';
  if (part === 'seed') return `take out the seed of list ${list ?? ''}`;
  return use === 'view'
    ? `look at list ${list ?? ''} with arms`
    : `take out list ${list ?? ''} with arms`;
};

/** Entries about custody, for people. No arm and no kit type. */
export const custodyWords: {
  readonly [K in keyof CustodyEventBodies]: Words<CustodyEventBodies[K]>;
} = {
  'custody-requested': {
    name: 'Opening requested',
    what: (body) => `Asked to ${wanted(body)} (${body.opening})`,
  },
  'custody-granted': {
    name: 'Opening granted',
    what: ({ opening }) => `Granted opening ${opening}`,
    detail: ({ until }) => `Until ${until}`,
  },
  'custody-declined': {
    name: 'Opening declined',
    what: ({ opening }) => `Declined opening ${opening}`,
  },
  'custody-closed': {
    name: 'Opening closed',
    what: ({ opening }) => `Closed opening ${opening}`,
  },
  'list-exported': {
    name: 'List exported',
    what: ({ list, slots }) => `Took out list ${list} with the arms of ${plural(slots, 'slot')}`,
    detail: ({ opening }) => `Under opening ${opening}`,
  },
  'drug-accounts-exported': {
    name: 'Drug accountability exported',
    what: ({ rows }) => `Took out drug accountability with the amounts of ${plural(rows, 'row')}`,
    detail: ({ opening }) => `Under opening ${opening}`,
  },
  'kit-map-exported': {
    name: 'Map of kits exported',
    what: ({ kits }) => `Took out the map of ${plural(kits, 'kit')}`,
    detail: ({ opening }) => `Under opening ${opening}`,
  },
};
