import type { SubjectAtSite } from '../../contracts/site-mode.ts';
import { formatChallenge } from '../../domain/backup/release-challenge.ts';
import { codeInWords } from '../../domain/backup/telephone-code.ts';
import { lastCorrection, sitePacks, stratumWords } from '../../store/queries/site-facts.ts';
import type { SitePackFacts, SiteSubjectFacts } from '../../store/queries/site-facts.ts';
import { challengeTag } from '../backup-keys/pack-keys.ts';
import type { QueryContext } from '../handlers.ts';
import { basicsOf } from './pack-material.ts';
import { packsInForce } from './packs-in-force.ts';

/** The pack of a subject's envelope. */
export const packOfSubject = (
  db: QueryContext['db'],
  { pack }: Pick<SiteSubjectFacts, 'pack'>,
): SitePackFacts => sitePacks(db).find(({ code }) => code === pack) as SitePackFacts;

/** What the site reads out for the next layer; the same at every look. */
export function challengeFor(
  { db, ports }: Pick<QueryContext, 'db' | 'ports'>,
  subject: Pick<SiteSubjectFacts, 'subject' | 'pack' | 'envelope' | 'layer'>,
): string {
  const address = { envelope: subject.envelope, layer: subject.layer + 1 };
  const { keys } = basicsOf(db, subject.pack);
  const tag = challengeTag(ports.deriveKey, keys.challenge, address, subject.subject);
  return formatChallenge({ ...address, tag });
}

/** A subject as the screen of the site shows it. */
export function subjectView(context: QueryContext, subject: SiteSubjectFacts): SubjectAtSite {
  const pack = packOfSubject(context.db, subject);
  const corrected = lastCorrection(context.db, subject.subject);
  const waits = subject.state === 'begun' || subject.state === 'unusable';
  const challenge =
    waits && pack.release === 'helpline' && subject.layer < pack.layers
      ? challengeFor(context, subject)
      : null;
  return {
    subject: subject.subject,
    state: subject.state,
    pack: subject.pack,
    envelope: subject.envelope,
    stratum: subject.evidence.stratum,
    stratumWords: stratumWords(context.db, subject.pack, subject.evidence.stratum),
    layer: subject.layer,
    layers: pack.layers,
    release: pack.release,
    challenge,
    challengeWords: challenge === null ? [] : [...codeInWords(challenge)],
    kits: [...subject.kits],
    treatment: subject.treatment,
    at: subject.at,
    offsetMinutes: subject.offsetMinutes,
    factors: { ...(corrected?.factors ?? subject.evidence.factors) },
    correctedTo:
      corrected === undefined ? null : stratumWords(context.db, subject.pack, corrected.stratum),
    mayOpen: packsInForce(context).some(({ code }) => code === subject.pack),
  };
}
