import type { EntryContent } from '../../ledger/entry.ts';
import type { EventBodies, EventKind } from '../../ledger/events.ts';
import { accountabilityWords } from '../accountability/words.ts';
import { resupplyWords } from '../resupply/words.ts';
import { accessWords } from './access-words.ts';
import { numbersInWords, plural } from './event-words.ts';
import type { EventWords } from './event-words.ts';
import { listWords } from './list-words.ts';
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

const placeWords = (place: string): string => (place === '*' ? 'the whole study' : place);

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
  'study-shared': {
    name: 'Study shared',
    what: () => 'Shared the study among several consoles',
    detail: ({ hub }) => `Hub ${hub} keeps the order of its entries`,
  },
  'holder-set': {
    name: 'Place held',
    what: ({ place, holder }) =>
      holder === null
        ? `Gave ${placeWords(place)} free for every console`
        : `Let console ${holder} alone write for ${placeWords(place)}`,
  },
  'store-restored': {
    name: 'Study restored',
    what: ({ entries }) => `Restored the study from a backup of ${entries} entries`,
    detail: ({ missing, epoch, uncertain, presentUnread, second }) =>
      [
        `${uncertain === true ? 'an unknown number of' : missing} later entries are not in it; it continues in epoch ${epoch}`,
        ...(presentUnread === true
          ? ['no present file could be read: access that ended since the backup may have come back']
          : []),
        ...(second === undefined ? [] : [`${second.printedName} signed as well`]),
      ].join('; '),
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
  ...accessWords,
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
  ...resupplyWords,
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
  ...listWords,
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
  ...accountabilityWords,
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
