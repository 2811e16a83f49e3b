import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { isSameNumber } from './named-envelopes.ts';
import type { NamedEnvelope } from './named-envelopes.ts';

/** An envelope that names the kit in hand, with the position of its slot's arm. */
export interface KitCandidate extends NamedEnvelope {
  readonly arm: number;
}

export interface AskedByKit {
  readonly kit: string;
  readonly subject: string;
  /** Site at which the console knows the subject, randomized or in screening; null when it does not. */
  readonly knownAt: string | null;
  /** Site that the caller names, to confirm that it is another one. */
  readonly site: string | null;
}

type Candidates = readonly [KitCandidate, ...KitCandidate[]];

/** The envelope by a kit alone; nobody's where the records name nobody for it, or several. */
export function envelopeByKit(candidates: Candidates): Result<NamedEnvelope, Refusal> {
  if (!haveOneArm(candidates)) return err(differentArms(candidates));
  const [one, ...others] = candidates;
  const isOne = others.every(
    ({ subject }) => one.subject !== null && subject !== null && isSameNumber(subject, one.subject),
  );
  const subjects = [...new Set(candidates.flatMap((each) => each.subjects))];
  return ok({ ...one, subjects, subject: isOne ? one.subject : null });
}

/**
 * The envelope by the kit and the subject: one that was opened for the subject, else one of which nothing says for whom it
 * was opened. Envelopes that name the kit and differ in their arms tell nothing as long as no record decides between them.
 */
export function envelopeByBoth(
  candidates: Candidates,
  asked: AskedByKit,
): Result<NamedEnvelope, Refusal> {
  const isOwn = ({ subjects }: KitCandidate): boolean =>
    subjects.some((one) => isSameNumber(one, asked.subject));
  const own = candidates.filter(isOwn);
  const [one] = own.length > 0 ? own : candidates.filter(({ subjects }) => subjects.length === 0);
  if (one === undefined) return err(othersKit(candidates, asked));
  if (!haveOneArm(own.length > 0 ? own : candidates)) return err(differentArms(candidates));
  const { knownAt, site } = asked;
  const isElsewhere = own.length === 0 && knownAt !== null && knownAt !== one.site;
  return isElsewhere && site !== one.site ? err(otherSite(one, asked, knownAt)) : ok(one);
}

const haveOneArm = (candidates: readonly KitCandidate[]): boolean =>
  new Set(candidates.map(({ arm }) => arm)).size === 1;

const differentArms = (candidates: Candidates): Refusal =>
  refusal(
    'code-break-several-envelopes',
    `Several envelopes name kit ${candidates[0].kit ?? ''}, and they do not agree in their treatment.`,
    'Break the code of the subject for whom an envelope was opened; what the kit itself holds is on the Kits screen at once.',
    candidates.map(
      ({ pack, envelope, site, subjects }) =>
        `Envelope ${envelope} of ${pack} at ${site}${subjects.length === 0 ? '' : `, opened for ${subjects.join(', ')}`}.`,
    ),
  );

function othersKit(candidates: Candidates, { kit, subject }: AskedByKit): Refusal {
  const others = [...new Set(candidates.flatMap(({ subjects }) => subjects))];
  return refusal(
    'code-break-other-subject',
    `Kit ${kit} was opened for subject ${others.join(' and for ')}, not for ${subject}.`,
    `Ask for both numbers again; with the kit in hand break the code of ${others.join(' or ')} at once.`,
  );
}

const otherSite = (
  { site, pack }: NamedEnvelope,
  { kit, subject }: AskedByKit,
  knownAt: string,
): Refusal =>
  refusal(
    'code-break-other-site',
    `Subject ${subject} is known at ${knownAt}; kit ${kit} lies in an envelope of pack ${pack} for ${site}.`,
    `Ask for site and numbers again. If ${site} calls, say so and break the code with the kit; if not, break it by the subject alone.`,
  );
