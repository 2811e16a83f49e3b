import { plural } from './event-words.ts';
import type { WordsOf } from './event-words.ts';

type Kinds =
  | 'list-generated'
  | 'scheme-defined'
  | 'cohort-opened'
  | 'cohort-closed'
  | 'list-extended'
  | 'extension-signed'
  | 'replication-kit-exported'
  | 'list-verified'
  | 'list-signed'
  | 'list-retired'
  | 'list-revealed';

/** Sentences for randomization lists, live allocation and cohorts. No arm, ever. */
export const listWords: WordsOf<Kinds> = {
  'list-generated': {
    name: 'List generated',
    what: ({ list }) => `Generated randomization list ${list}`,
    detail: ({ procedure, strata, digest }) => {
      const slots = strata.reduce((sum, stratum) => sum + stratum.slots, 0);
      return `Procedure ${procedure}; ${strata.length} strata, ${slots} slots; digest ${digest}`;
    },
  },
  'scheme-defined': {
    name: 'Live allocation defined',
    what: ({ list }) => `Defined live allocation ${list}`,
    detail: ({ procedure, stratifyBy, digest }) =>
      `Procedure ${procedure}; balances ${stratifyBy.join(', ')}; digest ${digest}`,
  },
  'cohort-opened': {
    name: 'Cohort opened',
    what: ({ cohort }) => `Opened cohort ${cohort} for randomization`,
  },
  'cohort-closed': {
    name: 'Cohort closed',
    what: ({ cohort }) => `Closed cohort ${cohort} for randomization`,
  },
  'list-extended': {
    name: 'List extended',
    what: ({ list, strata }) => {
      const slots = strata.reduce((sum, stratum) => sum + stratum.slots, 0);
      return `Extended list ${list} by ${plural(slots, 'slot')}, not in use before two signatures`;
    },
    detail: ({ strata, digest }) => `${strata.length} strata; new digest ${digest}`,
  },
  'extension-signed': {
    name: 'Extension signed',
    what: ({ list, locks }) =>
      locks
        ? `Signed the extension of list ${list}; its slots are in use`
        : `Signed the extension of list ${list}`,
  },
  'replication-kit-exported': {
    name: 'Replication kit exported',
    what: ({ list }) => `Exported the replication kit of list ${list}, which tells its arms`,
    detail: ({ digest }) => `Digest ${digest}`,
  },
  'list-verified': {
    name: 'List verified',
    what: ({ list, concordant }) =>
      concordant ? `Verified list ${list}: it is concordant` : `List ${list} failed verification`,
  },
  'list-signed': {
    name: 'List signed',
    what: ({ list, locks }) => (locks ? `Signed and locked list ${list}` : `Signed list ${list}`),
  },
  'list-retired': {
    name: 'List retired',
    what: ({ list }) => `Retired list ${list}`,
    detail: () => 'Its remaining slots are never used',
  },
  'list-revealed': {
    name: 'List looked at',
    what: ({ list, slots }) => `Looked at ${plural(slots, 'slot')} of list ${list} with arms`,
    detail: ({ stratum }) => (stratum === null ? 'All strata' : `Stratum ${stratum}`),
  },
};
