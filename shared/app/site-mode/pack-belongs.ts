import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { PackPayload, StudyOrigin } from '../../contracts/pack-file.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { hashOfDeviceEntry } from '../../store/queries/device-entries.ts';
import { sitePacks } from '../../store/queries/site-facts.ts';
import type { SitePackFacts } from '../../store/queries/site-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { originInWords } from '../packs/origin.ts';
import { basicsOf } from './pack-material.ts';

type Definition = Pick<StudyDefinition, 'protocol' | 'environment'>;

const originFrom = (
  origin: StudyOrigin | undefined,
  { protocol, environment }: Definition,
): StudyOrigin => ({ id: origin?.id ?? '', protocol: protocol.number, environment });

/** The study that the packs of a site's file are of. Packs of earlier versions do not name the file of the console. */
export function originOfSite(db: SqlDatabase): StudyOrigin {
  const named = sitePacks(db).map(({ code }) => basicsOf(db, code).origin);
  return originFrom(
    named.find((origin) => origin !== undefined),
    currentDefinition(db).definition,
  );
}

/** Why a genuine pack does not belong into the open file of a site, or null. */
export function belongsRefusal(db: SqlDatabase, payload: PackPayload): Refusal | null {
  const packs = sitePacks(db);
  const [first] = packs;
  if (first === undefined) {
    return refusal(
      'no-site-file',
      'The open file is a study, not the file of a site.',
      'Make the site’s file from the pack.',
    );
  }
  return (
    studyRefusal(db, first, payload) ??
    placeRefusal(first, payload) ??
    consoleRefusal(first, payload) ??
    fileRefusal(db, payload) ??
    listRefusal(db, packs, payload) ??
    (packs.some(({ code }) => code === payload.pack) ? alreadyHere(payload) : null)
  );
}

const alreadyHere = ({ pack }: PackPayload): Refusal =>
  refusal('pack-loaded', `Pack ${pack} is in this file.`, 'Nothing is left to do.');

/** A machine may be enrolled in several studies of one console; their packs must never lie in one file. */
function studyRefusal(db: SqlDatabase, first: SitePackFacts, payload: PackPayload): Refusal | null {
  const here = originOfSite(db);
  const there = originFrom(payload.origin, payload.definition as unknown as Definition);
  const isSame =
    basicsOf(db, first.code).study === payload.study &&
    here.environment === there.environment &&
    (here.id === there.id || here.id === '' || there.id === '');
  if (isSame) return null;
  return refusal(
    'pack-other-study',
    `Pack ${payload.pack} is of another study or environment than this file.`,
    'Open the file of that study, or show a new request code for it.',
    [`This file: ${originInWords(here)}.`, `The pack: ${originInWords(there)}.`],
  );
}

function placeRefusal(first: SitePackFacts, payload: PackPayload): Refusal | null {
  if (first.device === payload.device && first.site === payload.site) return null;
  return refusal(
    'pack-other-site',
    `Pack ${payload.pack} is for site ${payload.site} under request ${payload.device}; this file is of site ${first.site} under ${first.device}.`,
    'Open the file that the pack was made for.',
  );
}

function consoleRefusal(first: SitePackFacts, payload: PackPayload): Refusal | null {
  if (first.console.publicKey === payload.console.publicKey) return null;
  return refusal(
    'pack-other-console',
    `Pack ${payload.pack} is from another console than the first pack of this file.`,
    'Compare the fingerprint of the console by telephone before you go on.',
    [
      `This file: console ${first.console.device}, key ${first.console.publicKey.slice(0, 16)}.`,
      `The pack: console ${payload.console.device}, key ${payload.console.publicKey.slice(0, 16)}.`,
    ],
  );
}

/** The console knows the file that its further packs go into by the file's first entry. */
function fileRefusal(db: SqlDatabase, { pack, device, files = [] }: PackPayload): Refusal | null {
  const own = hashOfDeviceEntry(db, device, 1) ?? '';
  if (files.length === 0 || files.includes(own)) return null;
  return refusal(
    'pack-other-file',
    `Pack ${pack} was issued for another file of this machine.`,
    'Open the file whose record the console has, or have a pack issued for a new request code.',
    [`This file begins with ${own.slice(0, 16)}.`, `The pack: ${files[0]?.slice(0, 16)}.`],
  );
}

/** No file is made from a pack for a machine whose file the console knows; or null. */
export function newFileRefusal({ pack, files = [] }: PackPayload): Refusal | null {
  if (files.length === 0) return null;
  return refusal(
    'pack-other-file',
    `Pack ${pack} was issued for the file that this machine made before; the console has its record.`,
    'Load it into that file. If the file is lost, have a pack issued for a new request code.',
    [`The file begins with ${files[0]?.slice(0, 16)}.`],
  );
}

/** A list may have been extended between two packs; a list of the same name that was made anew is another one. */
function listRefusal(
  db: SqlDatabase,
  packs: readonly SitePackFacts[],
  { pack, list, merkleRoot, lineage = [] }: PackPayload,
): Refusal | null {
  const other = packs.find(
    (one) =>
      one.list === list &&
      one.merkleRoot !== merkleRoot &&
      !lineage.includes(one.merkleRoot) &&
      basicsOf(db, one.code).lineage?.includes(merkleRoot) !== true,
  );
  if (other === undefined) return null;
  return refusal(
    'pack-other-list',
    `Pack ${pack} has envelopes of a list ${list} that does not continue the list of pack ${other.code}.`,
    'Do not use it. Tell the pharmacist of the study.',
    [
      `This file: certificate ${other.merkleRoot.slice(0, 16)}.`,
      `The pack: certificate ${merkleRoot.slice(0, 16)}.`,
    ],
  );
}
