import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { randomizationNumberOf } from '../../ledger/bundle/assignment-facts.ts';
import { assignmentsOfSubject, assignmentsShowing } from '../../store/queries/backup-facts.ts';
import {
  envelopesOf,
  packTerms,
  packOfKit,
  releasesOfSubject,
} from '../../store/queries/pack-facts.ts';
import type { SubjectRecord } from '../../store/queries/subject-rows.ts';
import type { QueryContext } from '../handlers.ts';
import { packSecretOf } from '../packs/pack-secret.ts';
import type { Sealer } from '../ports.ts';

/** Whose code is to be broken: all that opening the treatment and recording the break need of a subject. */
export type BreakTarget = Pick<
  SubjectRecord,
  'id' | 'code' | 'siteCode' | 'randomizationNumber' | 'veil' | 'nonce' | 'position'
> & { readonly backup?: BrokenEnvelope };

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
  /** As a record or a release by telephone names it; null when nothing here does. */
  readonly subject: string | null;
}

type Asked = Pick<QueryContext, 'db' | 'actor'> & { readonly sealer: Sealer };

/** Envelopes of sites that the person may see to which a subject number or the number of a kit leads, each once. */
export function envelopesNamed(context: Asked, typed: string): readonly NamedEnvelope[] {
  const { db, actor } = context;
  const number = typedKitNumber(typed);
  const named = [
    ...envelopeOfKit(context, number),
    ...assignmentsShowing(db, number).map(({ facts }) => ({ ...facts, kit: number })),
    ...assignmentsOfSubject(db, typed).map(({ facts }) => ({ ...facts, kit: null })),
    ...releasesOfSubject(db, typed).map((release) => ({ ...release, kit: null })),
  ].filter(({ site }) => actor.sites.length === 0 || actor.sites.includes(site));
  const each = new Map<string, NamedEnvelope>();
  for (const { pack, envelope, kit, site, subject } of named) {
    const name = `${pack} ${envelope}`;
    const known = each.get(name) ?? { pack, envelope, kit, site, subject };
    if (slotOfEnvelope(db, known) === undefined) continue;
    each.set(name, { ...known, subject: known.subject ?? subject });
  }
  return [...each.values()];
}

/** The sealed envelope in which a kit was put, whether or not anything says that it was opened. */
function envelopeOfKit({ db, sealer }: Asked, kit: string): readonly NamedEnvelope[] {
  const code = packOfKit(db, kit);
  const pack = code === undefined ? undefined : packTerms(db, code);
  if (pack === undefined) return [];
  const { envelopes } = packSecretOf(db, sealer, pack.entry);
  const at = envelopes.findIndex((layers) => layers.some((kits) => kits.includes(kit)));
  return at < 0 ? [] : [{ pack: pack.code, site: pack.site, envelope: at + 1, kit, subject: null }];
}

/**
 * Somebody who was randomized on backup and is no subject here yet. The kit in hand tells what was given, whatever the
 * records say; without it the subject must lead to one envelope. Null when nothing here knows them.
 */
export function targetOnBackup(
  context: Asked,
  subject: string,
  kit: string | undefined,
): Result<BreakTarget, Refusal> | null {
  const envelopes = envelopesNamed(context, kit ?? subject);
  const [one] = envelopes;
  if (one === undefined) return null;
  if (envelopes.length > 1 && one.kit === null) return err(severalEnvelopes(subject, envelopes));
  const code = kit === undefined ? one.subject : subject;
  if (code === null) return err(whoseKit(one));
  return ok(targetOf(context, code, one));
}

function targetOf({ db }: Asked, code: string, named: NamedEnvelope): BreakTarget {
  const { pack, envelope, kit, site } = named;
  const slot = slotOfEnvelope(db, named);
  if (slot === undefined) throw new Error(`no envelope ${envelope} of ${pack}`);
  return {
    id: 0,
    code,
    siteCode: site,
    randomizationNumber: randomizationNumberOf(pack, envelope),
    veil: slot.veil,
    nonce: slot.nonce,
    position: slot.position,
    backup: { pack, envelope, kit },
  };
}

/** A record can name a pack or an envelope that the console never made. */
function slotOfEnvelope(
  db: QueryContext['db'],
  { pack: code, envelope }: Pick<BrokenEnvelope, 'pack' | 'envelope'>,
) {
  const pack = packTerms(db, code);
  return pack === undefined ? undefined : envelopesOf(db, pack.id)[envelope - 1];
}

const severalEnvelopes = (subject: string, envelopes: readonly NamedEnvelope[]): Refusal =>
  refusal(
    'code-break-several-envelopes',
    `Several envelopes were opened for subject ${subject}.`,
    'Ask for the number of the kit in hand, and break the code with it.',
    envelopes.map(({ pack, envelope, site }) => `Envelope ${envelope} of ${pack} at ${site}.`),
  );

const whoseKit = ({ kit, pack, site }: NamedEnvelope): Refusal =>
  refusal(
    'code-break-whose-kit',
    `Kit ${kit ?? ''} lies in an envelope of pack ${pack} for ${site}; no record says for whom it was opened.`,
    'Ask for the subject number, and break the code with both.',
  );
