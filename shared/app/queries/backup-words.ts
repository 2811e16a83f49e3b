import type { BackupEventBodies } from '../../ledger/backup-events.ts';

type Words = {
  readonly [K in keyof BackupEventBodies]: {
    readonly name: string;
    readonly what: (body: BackupEventBodies[K]) => string;
    readonly detail?: (body: BackupEventBodies[K]) => string;
  };
};

const decisions = {
  accept: 'stands and takes effect',
  annotate: 'stays as it is, with the reason beside it',
  void: 'is not valid',
} as const;

/** Sentences for packs and for the records of sites. */
export const backupWords: Words = {
  'site-device-enrolled': {
    name: 'Site machine enrolled',
    what: ({ device, site }) => `Enrolled machine ${device} of ${site}`,
    detail: ({ fingerprint }) => `Fingerprint ${fingerprint}`,
  },
  'pack-issued': {
    name: 'Pack issued',
    what: ({ pack, site }) => `Issued pack ${pack} of sealed envelopes for ${site}`,
    detail: ({ strata, layers, kits, list, release, validFrom, validUntil }) =>
      `${strata.reduce((sum, { positions }) => sum + positions.length, 0)} envelopes of ${layers} layers ` +
      `with ${kits.length} kits from list ${list}; release ${release}; valid from ${validFrom} to ${validUntil}`,
  },
  'pack-revoked': { name: 'Pack revoked', what: ({ pack }) => `Revoked pack ${pack}` },
  'pack-returned': {
    name: 'Pack closed',
    what: ({ pack, unopened }) => `Closed pack ${pack}; ${unopened.length} envelopes were unopened`,
    detail: ({ kits, state, apart = [] }) =>
      (state === 'at-site'
        ? `${kits.length - apart.length} kits are stock again`
        : `${kits.length} kits are set apart until they are counted`) +
      (apart.length === 0 || state !== 'at-site'
        ? ''
        : `, ${apart.length} are set apart because they were shown`) +
      '; the slots stay unused',
  },
  'challenge-answered': {
    name: 'Release by telephone',
    what: ({ pack, envelope, layer, subject }) =>
      `Released layer ${layer} of envelope ${envelope} of pack ${pack} for subject ${subject}`,
    detail: ({ challenge }) => `Challenge ${challenge}`,
  },
  'bundle-imported': {
    name: 'Site record imported',
    what: ({ site, entries }) => `Imported ${entries.length} entries of the record of ${site}`,
    detail: ({ pack, device, first, last, judged }) =>
      `Entries ${first} to ${last} of machine ${device}, pack ${pack}; ` +
      (judged.map(({ verdict }) => verdict.replaceAll('-', ' ')).join(', ') || 'no assignment'),
  },
  'backup-resolved': {
    name: 'Offline assignment decided',
    what: ({ subject, decision }) =>
      `Decided that the offline assignment of ${subject} ${decisions[decision]}`,
    detail: ({ quarantined }) =>
      quarantined.length === 0 ? '' : `Quarantined: ${quarantined.join(', ')}`,
  },
  'site-pack-loaded': {
    name: 'Pack loaded',
    what: ({ pack, site }) => `Loaded pack ${pack} for ${site}`,
    detail: ({ digest }) => `Digest ${digest}`,
  },
  'site-subject-begun': {
    name: 'Subject begun',
    what: ({ subject, envelope }) => `Began subject ${subject}; envelope ${envelope} is next`,
    detail: ({ pack, stratum, consent }) =>
      `Pack ${pack}, stratum ${stratum}; consent ${consent.version} of ${consent.at}`,
  },
  'site-subject-cancelled': {
    name: 'Subject taken back',
    what: ({ subject }) => `Took subject ${subject} back; the envelope stays sealed`,
  },
  'site-envelope-opened': {
    name: 'Envelope opened',
    what: ({ subject, envelope, layer }) =>
      `Opened layer ${layer} of envelope ${envelope} for subject ${subject}`,
    detail: ({ pack, kits, release }) =>
      `Pack ${pack}; kits ${kits.join(', ')}; release ${release.mode}` +
      (release.second === null ? '' : ` with ${release.second}`),
  },
  'site-kits-unusable': {
    name: 'Kit not usable',
    what: ({ subject, kits, condition }) =>
      `Kit ${kits.join(', ')} for subject ${subject} is ${condition}`,
  },
  'site-kits-dispensed': {
    name: 'Kits given',
    what: ({ subject, kits }) =>
      kits.length === 0
        ? `No kit could be given to subject ${subject}`
        : `Gave kit ${kits.join(', ')} to subject ${subject}`,
  },
  'site-strata-corrected': {
    name: 'Stratum corrected',
    what: ({ subject, stratum }) => `Corrected the values of subject ${subject}: ${stratum}`,
  },
  'site-pack-surrendered': {
    name: 'Pack given back',
    what: ({ pack, unopened }) => `Gave pack ${pack} back with ${unopened.length} sealed envelopes`,
  },
  'site-clock-jumped': {
    name: 'Clock moved',
    what: ({ byMs }) => `The clock of the machine was moved by ${Math.round(byMs / 1000)} seconds`,
  },
};
