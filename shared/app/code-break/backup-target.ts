import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { randomizationNumberOf } from '../../ledger/bundle/assignment-facts.ts';
import { knownSubjectCode } from '../../store/queries/allocation-facts.ts';
import type { SubjectRecord } from '../../store/queries/subject-rows.ts';
import type { QueryContext } from '../handlers.ts';
import { envelopeByBoth, envelopeByKit } from './choose-envelope.ts';
import type { AskedByKit, KitCandidate } from './choose-envelope.ts';
import {
  envelopesOfKit,
  envelopesOfSubject,
  isSameNumber,
  slotOfEnvelope,
} from './named-envelopes.ts';
import type { BrokenEnvelope, KeyHolder, NamedEnvelope } from './named-envelopes.ts';

/** Whose code is to be broken: all that opening the treatment and recording the break need of a subject. */
export type BreakTarget = Pick<
  SubjectRecord,
  'id' | 'code' | 'siteCode' | 'randomizationNumber' | 'veil' | 'nonce' | 'position'
> & { readonly backup?: BrokenEnvelope };

/** The one envelope to which a subject number or the number of a kit leads; null when nothing here knows it. */
export function envelopeNamed(
  context: KeyHolder,
  typed: string,
): Result<NamedEnvelope, Refusal> | null {
  const byKit = envelopesOfKit(context, typed);
  const envelopes = [...byKit, ...envelopesOfSubject(context, typed)];
  if (envelopes.length > byKit.length) return onlyOne(typed, envelopes);
  const [one, ...others] = byKit.map((named) => withArm(context, named));
  return one === undefined ? null : envelopeByKit([one, ...others]);
}

/** Somebody who was randomized on backup and is no subject here yet, by the one number that is at hand. */
export function targetOnBackup(
  context: KeyHolder,
  typed: string,
): Result<BreakTarget, Refusal> | null {
  const found = envelopeNamed(context, typed);
  if (found === null || !found.ok) return found;
  const one = found.value;
  return one.subject === null ? err(whoseKit(one)) : ok(targetOf(context, one.subject, one));
}

/**
 * Somebody by the kit in hand: it tells what was given, whatever is recorded of the subject, but not whose it is where
 * records know somebody else. Null when the kit leads to no envelope.
 */
export function targetByKit(
  context: KeyHolder,
  asked: AskedByKit,
): Result<BreakTarget, Refusal> | null {
  const { subject, kit } = asked;
  const [first, ...others] = envelopesOfKit(context, kit).map((named) => withArm(context, named));
  if (first === undefined) return null;
  const found = envelopeByBoth([first, ...others], asked);
  if (!found.ok) return found;
  const written = found.value.subjects.find((one) => isSameNumber(one, subject)) ?? subject;
  const code = knownSubjectCode(context.db, subject) ?? written;
  return ok(targetOf(context, code, found.value));
}

function withArm(context: KeyHolder, named: NamedEnvelope): KitCandidate {
  const { veil, nonce, position } = targetOf(context, '', named);
  return { ...named, arm: veil ^ context.sealer.veilByte(nonce, position - 1) };
}

function targetOf(
  { db }: Pick<QueryContext, 'db'>,
  code: string,
  named: NamedEnvelope,
): BreakTarget {
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

function onlyOne(
  subject: string,
  envelopes: readonly NamedEnvelope[],
): Result<NamedEnvelope, Refusal> {
  const [one, ...others] = envelopes;
  if (one !== undefined && others.length === 0) return ok(one);
  return err(severalEnvelopes(subject, envelopes));
}

const severalEnvelopes = (subject: string, envelopes: readonly NamedEnvelope[]): Refusal =>
  refusal(
    'code-break-several-envelopes',
    `Several envelopes were opened for subject ${subject}.`,
    'Ask for the number of the kit in hand, and break the code with it.',
    envelopes.map(({ pack, envelope, site }) => `Envelope ${envelope} of ${pack} at ${site}.`),
  );

const whoseKit = ({ kit, pack, site, subjects }: NamedEnvelope): Refusal =>
  refusal(
    'code-break-whose-kit',
    subjects.length === 0
      ? `Kit ${kit ?? ''} lies in an envelope of pack ${pack} for ${site}; no record says for whom it was opened.`
      : `Kit ${kit ?? ''} lies in an envelope of pack ${pack} for ${site} that was opened for ${subjects.join(' and for ')}.`,
    'Ask for the subject number, and break the code with both.',
  );
