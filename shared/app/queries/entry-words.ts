import type { EntryContent } from '../../ledger/entry.ts';
import type { EventBodies, EventKind } from '../../ledger/events.ts';
import { backupWords } from './backup-words.ts';
import { fileBackupWords } from './file-backup-words.ts';
import { coldChainWords } from '../cold-chain/words.ts';
import { custodyWords } from '../custody/words.ts';
import { codeBreakWords } from '../code-break/words.ts';
import { labelWords } from '../labels/words.ts';
import { lotWords } from '../lots/words.ts';
import { trailWords } from './trail-words.ts';

/** What an entry says to a person: a short sentence, and the particulars. No arm and no kit type, ever. */
export interface EntryWords {
  readonly what: string;
  readonly detail: string;
}

interface EventWords<K extends EventKind> {
  /** Name of the kind, for filters. */
  readonly name: string;
  readonly what: (body: EventBodies[K]) => string;
  readonly detail?: (body: EventBodies[K]) => string;
}

const shownNumbers = 12;

const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;

/** Names that the study does not know are not kept: somebody may have typed a passphrase there. */
const typedName = (user: string): string => (user === '?' ? 'somebody unknown' : user);

/** `1234, 1235 and 40 more`. */
const numbersInWords = (numbers: readonly string[]): string => {
  const shown = numbers.slice(0, shownNumbers).join(', ');
  const hidden = numbers.length - shownNumbers;
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
};

const kitActionWords: Readonly<Record<EventBodies['kits-changed']['action'], string>> = {
  receive: 'received',
  reserve: 'reserved',
  'release-reservation': 'no longer reserved',
  dispatch: 'dispatched',
  assign: 'assigned',
  'cancel-assignment': 'no longer assigned',
  dispense: 'dispensed',
  return: 'returned',
  quarantine: 'put in quarantine',
  'pre-quarantine': 'put in pre-quarantine',
  release: 'released',
  'report-damaged': 'reported damaged',
  'report-missing': 'reported missing',
  find: 'found again',
  'await-destruction': 'set aside for destruction',
  destroy: 'destroyed',
  'move-unusable': 'moved as unusable',
};

const words: { readonly [K in EventKind]: EventWords<K> } = {
  ...backupWords,
  ...fileBackupWords,
  ...coldChainWords,
  ...labelWords,
  ...codeBreakWords,
  ...custodyWords,
  ...lotWords,
  ...trailWords,
  'store-created': {
    name: 'Study file made',
    what: ({ demonstration }) =>
      demonstration ? 'Made the study file of a demonstration' : 'Made the study file',
    detail: ({ storeId, product }) => `File ${storeId}, made with ${product}`,
  },
  'device-enrolled': {
    name: 'Device enrolled',
    what: ({ device }) => `Enrolled device ${device}`,
    detail: ({ epoch, publicKey }) => `Epoch ${epoch}, public key ${publicKey}`,
  },
  'store-restored': {
    name: 'Study restored',
    what: ({ entries }) => `Restored the study from a backup of ${entries} entries`,
    detail: ({ missing, epoch, uncertain }) =>
      `${uncertain === true ? 'an unknown number of' : missing} later entries are not in it; it continues in epoch ${epoch}`,
  },
  'clock-confirmed': {
    name: 'Clock confirmed',
    what: ({ now }) => `Confirmed that the clock of the computer is right: ${now}`,
    detail: ({ latest }) => (latest === null ? '' : `The trail had an entry of ${latest}`),
  },
  'study-defined': {
    name: 'Study definition',
    what: ({ version }) =>
      version === 1 ? 'Defined the study' : `Put version ${version} of the study in force`,
    detail: ({ fileName, changes }) => [`From ${fileName}`, ...changes].join('; '),
  },
  'site-status-set': {
    name: 'Site status',
    what: ({ site, status }) =>
      status === 'active' ? `Opened site ${site} for randomization` : `Closed site ${site}`,
  },
  'user-added': {
    name: 'Person added',
    what: ({ user, printedName }) => `Added ${printedName} (${user})`,
    detail: ({ role, sites }) =>
      sites.length === 0 ? `Role ${role}` : `Role ${role}; sites ${sites.join(', ')}`,
  },
  'unblinding-granted': {
    name: 'Unblinding key granted',
    what: ({ user }) => `Gave ${user} the key to arm information`,
  },
  'user-deactivated': {
    name: 'Access ended',
    what: ({ user }) => `Ended the access of ${user}`,
  },
  'role-changed': {
    name: 'Role changed',
    what: ({ user, role, before }) =>
      role === before.role
        ? `Changed the sites of ${user}`
        : `Changed the role of ${user} from ${before.role} to ${role}`,
    detail: ({ sites, before }) =>
      sites.length + before.sites.length === 0
        ? ''
        : `Sites ${before.sites.join(', ') || 'none'} before, ${sites.join(', ') || 'none'} now`,
  },
  'passphrase-changed': {
    name: 'Passphrase changed',
    what: ({ user }) => `${user} changed the passphrase`,
  },
  'access-recovered': {
    name: 'Access recovered',
    what: ({ user }) => `Gave ${user} access again with recovery shares`,
  },
  'signed-in': { name: 'Sign-in', what: ({ user }) => `${user} signed in` },
  'sign-in-failed': {
    name: 'Failed sign-in',
    what: ({ user }) => `Sign-in as ${typedName(user)} failed`,
    detail: ({ attempts }) => `${plural(attempts, 'failed attempt')} since the last sign-in`,
  },
  'signature-failed': {
    name: 'Failed signature',
    what: ({ user, meaning }) =>
      meaning === null
        ? `A wrong passphrase was given to change that of ${typedName(user)}`
        : `A signature as ${typedName(user)} failed`,
    detail: ({ meaning, attempts }) =>
      [
        ...(meaning === null ? [] : [`“${meaning}”`]),
        `${plural(attempts, 'failed attempt')} since the last success`,
      ].join('; '),
  },
  'kits-added': {
    name: 'Kits added',
    what: ({ numbers, lot }) => `Added ${plural(numbers.length, 'kit')} of lot ${lot}`,
    detail: ({ place, numbers }) => `At ${place}: ${numbersInWords(numbers)}`,
  },
  'kits-received': {
    name: 'Kits received',
    what: ({ kits, place }) => `Received ${plural(kits.length, 'kit')} at ${place}`,
    detail: ({ kits, note }) => [numbersInWords(kits), note].filter(Boolean).join('; '),
  },
  'shipment-requested': {
    name: 'Shipment requested',
    what: ({ shipment, count, from, to }) =>
      `Asked for ${plural(count, 'kit')} from ${from} to ${to} (${shipment})`,
    detail: ({ note }) => note,
  },
  'shipment-approved': {
    name: 'Shipment approved',
    what: ({ shipment }) => `Approved shipment ${shipment}`,
  },
  'shipment-picked': {
    name: 'Shipment picked',
    what: ({ shipment, kits }) => `Picked ${plural(kits.length, 'kit')} for shipment ${shipment}`,
    detail: ({ kits, freed }) =>
      [
        numbersInWords(kits),
        ...(freed.length === 0 ? [] : [`put back: ${numbersInWords(freed)}`]),
      ].join('; '),
  },
  'shipment-packed': {
    name: 'Shipment packed',
    what: ({ shipment }) => `Packed shipment ${shipment}`,
    detail: ({ sscc, logger }) =>
      [
        ...(sscc === null ? [] : [`shipper number ${sscc}`]),
        ...(logger === null ? ['no logger'] : [`logger ${logger}`]),
      ].join('; '),
  },
  'shipment-dispatched': {
    name: 'Shipment dispatched',
    what: ({ shipment, carrier }) => `Handed shipment ${shipment} to ${carrier}`,
    detail: ({ tracking, kits }) =>
      [...(tracking === null ? [] : [`tracking ${tracking}`]), numbersInWords(kits)].join('; '),
  },
  'shipment-received': {
    name: 'Shipment received',
    what: ({ shipment, kits, closes }) =>
      `Received ${plural(kits.length, 'kit')} of shipment ${shipment}${closes ? '' : ', not all'}`,
    detail: ({ kits, conditions, extra, logger, note }) =>
      [
        kits.map((number, i) => `${number} ${conditions[i]}`).join(', '),
        ...(extra.length === 0 ? [] : [`extra: ${numbersInWords(extra)}`]),
        `logger: ${logger.replaceAll('-', ' ')}`,
        ...(note === '' ? [] : [note]),
      ].join('; '),
  },
  'shipment-lost': {
    name: 'Shipment lost',
    what: ({ shipment, kits }) =>
      `Reported ${plural(kits.length, 'kit')} of shipment ${shipment} as lost`,
    detail: ({ kits }) => numbersInWords(kits),
  },
  'forecast-scenario-kept': {
    name: 'Forecast scenario',
    what: () => 'Kept a forecast scenario',
  },
  'forecast-run-kept': {
    name: 'Forecast run',
    what: ({ run }) => `Kept forecast run ${run}`,
    detail: ({ replicates, seed, engine, digest }) =>
      `${replicates} replicates, seed ${seed}, ${engine}; answer ${digest.slice(0, 16)}…`,
  },
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
  'shipment-cancelled': {
    name: 'Shipment cancelled',
    what: ({ shipment }) => `Cancelled shipment ${shipment}`,
    detail: ({ freed }) => (freed.length === 0 ? '' : `put back: ${numbersInWords(freed)}`),
  },
  'kits-changed': {
    name: 'Kits changed',
    what: ({ kits, action }) => `${plural(kits.length, 'kit')} ${kitActionWords[action]}`,
    detail: ({ kits }) => numbersInWords(kits),
  },
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
  'subject-screened': {
    name: 'Subject screened',
    what: ({ subject, site }) => `Subject ${subject} entered screening at ${site}`,
  },
  'subject-screen-failed': {
    name: 'Screen failure',
    what: ({ subject }) => `Subject ${subject} failed screening`,
    detail: () => 'The number is not used again',
  },
  'subject-randomized': {
    name: 'Subject randomized',
    what: ({ subject, site }) => `Randomized subject ${subject} at ${site}`,
    detail: ({ randomizationNumber, visit, kits, consent, list, insteadOf }) =>
      `Randomization number ${randomizationNumber}; visit ${visit}; kits ${numbersInWords(kits)}; ` +
      `consent ${consent.version} of ${consent.at}` +
      (insteadOf === undefined
        ? ''
        : `; reserve list ${list}, because stratum ${insteadOf.stratum} of list ${insteadOf.list} had run out`),
  },
  'kits-dispensed': {
    name: 'Kits dispensed',
    what: ({ subject, visit }) => `Dispensed to subject ${subject} at visit ${visit}`,
    detail: ({ kits }) => `Kits ${numbersInWords(kits)}`,
  },
  'subject-withdrawn': {
    name: 'Subject withdrawn',
    what: ({ subject }) => `Subject ${subject} left the study`,
    detail: () => 'The slot is not used again',
  },
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

const isKnown = (kind: string): kind is EventKind => Object.hasOwn(words, kind);

/** The sentence of an entry. A kind from a newer program is shown by its name. */
export function entryWords(entry: Pick<EntryContent, 'kind' | 'body'>): EntryWords {
  if (!isKnown(entry.kind)) return { what: entry.kind, detail: '' };
  const event = words[entry.kind] as unknown as EventWords<EventKind>;
  const body = entry.body as unknown as EventBodies[EventKind];
  return { what: event.what(body as never), detail: event.detail?.(body as never) ?? '' };
}

/** Name of a kind, for filters. */
export const kindInWords = (kind: string): string => (isKnown(kind) ? words[kind].name : kind);

/** Every kind with its name. */
export const kindsInWords: readonly { readonly kind: string; readonly words: string }[] =
  Object.entries(words).map(([kind, { name }]) => ({ kind, words: name }));
