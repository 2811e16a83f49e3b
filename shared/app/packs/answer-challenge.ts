import type { Instant } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readChallenge } from '../../domain/backup/release-challenge.ts';
import type { Challenge } from '../../domain/backup/release-challenge.ts';
import { codeInWords, formatCode } from '../../domain/backup/telephone-code.ts';
import { knownSubjectCode } from '../../store/queries/allocation-facts.ts';
import { assignmentsOfEnvelope } from '../../store/queries/backup-facts.ts';
import { allPacks, envelopesOf, packByCode, releasesOf } from '../../store/queries/pack-facts.ts';
import type { PackFacts, ReleaseFacts } from '../../store/queries/pack-facts.ts';
import { challengeTag, packKeys, releaseCodeOf } from '../backup-keys/pack-keys.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { timeInWords } from '../queries/slip.ts';
import { requireSealer } from '../require-sealer.ts';
import { packSecretOf } from './pack-secret.ts';
import { unknownPack } from './unknown-pack.ts';

/** Gives the release code of one layer. It is logged before it is shown; asked again, the same code is given again. */
export const answerChallenge: CommandHandler<'packs.answerChallenge'> = (context, input) => {
  const challenge = readChallenge(input.challenge);
  if (!challenge.ok) return challenge;
  const found = findPack(context, input, challenge.value);
  if (!found.ok) return found;
  const { pack, release } = found.value;
  const { envelope, layer } = challenge.value;
  const before = releasesOf(context.db, pack.id);
  const stopped =
    closedRefusal(context, pack) ?? openedRefusal(context, pack, envelope, input.subject);
  if (stopped !== null) return err(stopped);
  const code = formatCode(releaseCodeOf(context.ports.deriveKey, release, challenge.value));
  const body = {
    pack: pack.code,
    envelope,
    layer,
    subject: input.subject,
    challenge: input.challenge,
  };
  return ok({
    events: [{ event: { kind: 'challenge-answered', body } }],
    value: {
      pack: pack.code,
      site: pack.site,
      siteName: pack.siteName,
      envelope,
      layer,
      subject: input.subject,
      code,
      words: [...codeInWords(code)],
      answeredBefore: before.filter((one) => one.envelope === envelope && one.layer === layer)
        .length,
      warnings: [
        ...warningsFor(context, pack, { ...challenge.value, subject: input.subject }, before),
      ],
    },
  });
};

interface FoundPack {
  readonly pack: PackFacts;
  readonly release: string;
}

/** The pack whose key made the challenge for this subject: a misheard subject number is found out here. */
function findPack(
  context: CommandContext,
  input: { readonly pack?: string | undefined; readonly subject: string },
  challenge: Challenge,
): Result<FoundPack, Refusal> {
  const { db, ports } = context;
  const named = input.pack === undefined ? undefined : packByCode(db, input.pack);
  if (input.pack !== undefined && named === undefined) return err(unknownPack(input.pack));
  const candidates = named === undefined ? allPacks(db) : [named];
  for (const pack of candidates.filter(({ release }) => release === 'helpline')) {
    const { master } = packSecretOf(db, requireSealer(context), pack.entry);
    const keys = packKeys(ports.deriveKey, master);
    const tag = challengeTag(ports.deriveKey, keys.challenge, challenge, input.subject);
    const exists = challenge.envelope <= pack.envelopes && challenge.layer <= pack.layers;
    if (exists && tag.join() === challenge.tag.join()) {
      return ok({ pack, release: keys.release });
    }
  }
  return err(
    refusal(
      'challenge-foreign',
      `No pack of this study made this challenge for subject ${input.subject}.`,
      'Have the site read the challenge and the subject number again; both take part in it.',
    ),
  );
}

const closedRefusal = ({ now }: CommandContext, pack: PackFacts): Refusal | null =>
  pack.status === 'issued'
    ? null
    : refusal(
        'pack-closed',
        `Pack ${pack.code} was ${pack.status} on ${timeInWords(pack.statusAt as Instant, now.offsetMinutes)}.`,
        'Do not release it. Randomize the subject in the console.',
      );

/** An envelope whose story came home is not told a second time: only a copy of the file can ask for it. */
function openedRefusal(
  { db }: CommandContext,
  pack: PackFacts,
  envelope: number,
  subject: string,
): Refusal | null {
  const told = assignmentsOfEnvelope(db, pack.code, envelope).find(
    ({ facts }) =>
      facts.dispensed !== null || facts.subject.toUpperCase() !== subject.toUpperCase(),
  );
  if (told === undefined) return null;
  return refusal(
    'envelope-opened',
    `The record of the site says that envelope ${envelope} of ${pack.code} was opened for subject ${told.facts.subject}.`,
    'Do not release it: the site uses a copy of its file, or one made anew. Randomize the subject in the console.',
  );
}

function warningsFor(
  { db, now }: CommandContext,
  pack: PackFacts,
  asked: Challenge & { readonly subject: string },
  before: readonly ReleaseFacts[],
): readonly string[] {
  const others = before.filter(
    ({ envelope, subject }) =>
      envelope === asked.envelope && subject.toUpperCase() !== asked.subject.toUpperCase(),
  );
  const earlier = earlierUnasked(db, pack, asked.envelope, before);
  const known = knownSubjectCode(db, asked.subject);
  return [
    ...(known === undefined ? [] : [`Subject ${known} is randomized in the console already.`]),
    ...(now.instant > pack.validUntil
      ? [`The pack ended on ${timeInWords(pack.validUntil as Instant, now.offsetMinutes)}.`]
      : []),
    ...(others.length === 0
      ? []
      : [`This envelope was released for subject ${others.at(-1)?.subject ?? ''} before.`]),
    ...(earlier === undefined
      ? []
      : [`Envelope ${earlier} of the same stratum was not asked for before.`]),
    ...(asked.layer === 1 ||
    before.some(({ envelope, layer }) => envelope === asked.envelope && layer === asked.layer - 1)
      ? []
      : [`Layer ${asked.layer - 1} of this envelope was not asked for before.`]),
  ];
}

function earlierUnasked(
  db: CommandContext['db'],
  pack: PackFacts,
  envelope: number,
  before: readonly ReleaseFacts[],
): number | undefined {
  const envelopes = envelopesOf(db, pack.id);
  const key = envelopes.find(({ number }) => number === envelope)?.key;
  const asked = new Set(before.map((one) => one.envelope));
  return envelopes.find(
    (one) =>
      one.key === key && one.number < envelope && one.state === 'out' && !asked.has(one.number),
  )?.number;
}
