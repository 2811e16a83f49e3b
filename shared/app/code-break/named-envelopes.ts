import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import {
  assignmentsOfEnvelope,
  assignmentsOfSubject,
  assignmentsShowing,
} from '../../store/queries/backup-facts.ts';
import {
  envelopesOf,
  packOfKit,
  packTerms,
  releasesOfEnvelope,
  releasesOfSubject,
} from '../../store/queries/pack-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { QueryContext } from '../handlers.ts';
import { packSecretOf } from '../packs/pack-secret.ts';
import type { Sealer } from '../ports.ts';

/** Who asks, with the key that opens packs and slots. */
export type KeyHolder = Pick<QueryContext, 'db' | 'actor'> & { readonly sealer: Sealer };

/** The envelope by which a subject was randomized whose record is not home. */
export interface BrokenEnvelope {
  readonly pack: string;
  readonly envelope: number;
  /** Number of the kit in hand, where it led to the envelope. */
  readonly kit: string | null;
}

/** An envelope that somebody names by a subject or by the kit in hand. */
export interface NamedEnvelope extends BrokenEnvelope {
  readonly site: string;
  /** Everybody for whom a record or a release by telephone says that it was opened. */
  readonly subjects: readonly string[];
  /** The one whose it is: as it was asked for, or as the records tell; null when they name nobody or several. */
  readonly subject: string | null;
}

type Place = Pick<BrokenEnvelope, 'pack' | 'envelope'> & { readonly site: string };

export const isSameNumber = (one: string, other: string): boolean =>
  one.toUpperCase() === other.toUpperCase();

/** Envelopes to which the kit in hand leads: those into which it was put, and those of which a record shows it. */
export function envelopesOfKit(context: KeyHolder, typed: string): readonly NamedEnvelope[] {
  const kit = typedKitNumber(typed);
  const places = [
    ...placesOfKit(context, kit),
    ...assignmentsShowing(context.db, kit).map(({ facts }) => facts),
  ];
  return named(context, places).map((place) => ({
    ...place,
    kit,
    ...openedFor(context.db, place),
  }));
}

/** Envelopes that were opened for a subject, as records and releases by telephone tell. */
export function envelopesOfSubject(context: KeyHolder, typed: string): readonly NamedEnvelope[] {
  const { db } = context;
  const places = [
    ...assignmentsOfSubject(db, typed).map(({ facts }) => facts),
    ...releasesOfSubject(db, typed),
  ];
  return named(context, places).map((place) => {
    const { subjects } = openedFor(db, place);
    const subject = subjects.find((one) => isSameNumber(one, typed)) ?? typed;
    return { ...place, kit: null, subjects, subject };
  });
}

/** Each once, of sites that the person may see; a record can name a pack or an envelope that the console never made. */
function named({ db, actor }: KeyHolder, places: readonly Place[]): readonly Place[] {
  const each = new Map<string, Place>();
  for (const { pack, envelope, site } of places) {
    const isSeen = actor.sites.length === 0 || actor.sites.includes(site);
    const place = { pack, envelope, site };
    if (isSeen && slotOfEnvelope(db, place) !== undefined) each.set(`${pack} ${envelope}`, place);
  }
  return [...each.values()];
}

function placesOfKit({ db, sealer }: KeyHolder, kit: string): readonly Place[] {
  const code = packOfKit(db, kit);
  const pack = code === undefined ? undefined : packTerms(db, code);
  if (pack === undefined) return [];
  const { envelopes } = packSecretOf(db, sealer, pack.entry);
  const at = envelopes.findIndex((layers) => layers.some((kits) => kits.includes(kit)));
  return at < 0 ? [] : [{ pack: pack.code, site: pack.site, envelope: at + 1 }];
}

/** Records say more than releases: a release may have been for somebody who was taken back. */
function openedFor(
  db: SqlDatabase,
  { pack, envelope }: Place,
): Pick<NamedEnvelope, 'subjects' | 'subject'> {
  const recorded = distinct(
    assignmentsOfEnvelope(db, pack, envelope).map(({ facts }) => facts.subject),
  );
  const released = releasesOfEnvelope(db, pack, envelope).map(({ subject }) => subject);
  const subjects = distinct([...recorded, ...released]);
  const [one = null, ...others] = recorded.length > 0 ? recorded : subjects;
  return { subjects, subject: others.length === 0 ? one : null };
}

const distinct = (subjects: readonly string[]): readonly string[] =>
  subjects.filter((one, i) => subjects.findIndex((other) => isSameNumber(one, other)) === i);

/** The slot of an envelope with its veiled arm. */
export function slotOfEnvelope(
  db: SqlDatabase,
  { pack: code, envelope }: Pick<BrokenEnvelope, 'pack' | 'envelope'>,
) {
  const pack = packTerms(db, code);
  return pack === undefined ? undefined : envelopesOf(db, pack.id)[envelope - 1];
}
