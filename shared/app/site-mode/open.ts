import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readReleaseCode } from '../../domain/backup/release-challenge.ts';
import { proofHolds } from '../../ledger/merkle.ts';
import { siteEnvelope, siteSubject } from '../../store/queries/site-facts.ts';
import type { SitePackFacts, SiteSubjectFacts } from '../../store/queries/site-facts.ts';
import { layerContext, layerKey, releaseCodeOf } from '../backup-keys/pack-keys.ts';
import { parseJson } from '../backup-keys/parse-json.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { basicsOf, envelopeMaterial } from './pack-material.ts';
import { openingPeople } from './opening-people.ts';
import { noPack, packsInForce } from './packs-in-force.ts';
import { clockOfStep } from './site-clock.ts';
import { unknownSubject, wrongStep } from './site-refusals.ts';
import { challengeFor, packOfSubject, subjectView } from './subject-view.ts';

interface Content {
  readonly kits: readonly string[];
  readonly treatment?: string;
}

/**
 * Opens the next layer. The door commits the entry with the kit numbers durably before it hands them out: a number that
 * anybody has seen is in the ledger, and a crash before leaves the envelope sealed.
 */
export const openEnvelope: CommandHandler<'site.open'> = (context, input) => {
  const subject = siteSubject(context.db, input.subject);
  if (subject === undefined) return err(unknownSubject(input.subject));
  const pack = packOfSubject(context.db, subject);
  const stopped = stepRefusal(context, pack, subject);
  if (stopped !== null) return err(stopped);
  const released = releaseOf(context, pack, subject, input.code);
  if (!released.ok) return released;
  const content = decryptLayer(context, pack, subject, released.value.code);
  if (!content.ok) return content;
  const { kits, treatment } = content.value;
  const { clock, jumped } = clockOfStep(context);
  const layer = subject.layer + 1;
  const body = {
    ...place(context, subject),
    ...subject.evidence,
    layer,
    visit: basicsOf(context.db, pack.code).visit,
    kits,
    ...(treatment === undefined ? {} : { treatment }),
    release: released.value.record,
    clock,
  };
  return ok({
    events: [...jumped, { event: { kind: 'site-envelope-opened', body } }],
    value: subjectView(context, {
      ...subject,
      state: 'opened',
      layer,
      kits,
      treatment: treatment ?? null,
    }),
  });
};

const place = ({ db }: CommandContext, { subject, pack, envelope }: SiteSubjectFacts) => ({
  subject,
  pack,
  envelope,
  position: siteEnvelope(db, pack, envelope)?.position as number,
});

function stepRefusal(
  context: CommandContext,
  pack: SitePackFacts,
  subject: SiteSubjectFacts,
): Refusal | null {
  if (subject.state === 'opened' || subject.state === 'dispensed') {
    return wrongStep(subject, 'Confirm the kits, or say that one of them cannot be given.');
  }
  if (subject.layer >= pack.layers) {
    return refusal(
      'layers-exhausted',
      `All ${pack.layers} layers of envelope ${subject.envelope} were opened.`,
      'Close the assignment without a kit and call the pharmacist of the study.',
    );
  }
  const isInForce = packsInForce(context).some(({ code }) => code === pack.code);
  return isInForce ? null : noPack(context);
}

interface Released {
  readonly code: readonly number[];
  readonly record: {
    readonly mode: SitePackFacts['release'];
    readonly challenge: string | null;
    readonly second: string | null;
  };
}

function releaseOf(
  context: CommandContext,
  pack: SitePackFacts,
  subject: SiteSubjectFacts,
  heard: string | undefined,
): Result<Released, Refusal> {
  const mode = pack.release;
  if (mode === 'helpline') {
    const challenge = challengeFor(context, subject);
    if (heard === undefined) return err(codeMissing(challenge));
    const code = readReleaseCode(heard);
    return code.ok ? ok({ code: code.value, record: { mode, challenge, second: null } }) : code;
  }
  const second = mode === 'two-person' ? secondPerson(context) : ok(null);
  if (!second.ok) return second;
  const { keys } = basicsOf(context.db, pack.code);
  if (keys.release === null) throw new Error(`pack ${pack.code} carries no release key`);
  const address = { envelope: subject.envelope, layer: subject.layer + 1 };
  return ok({
    code: releaseCodeOf(context.ports.deriveKey, keys.release, address),
    record: { mode, challenge: null, second: second.value },
  });
}

function secondPerson({ db, signedBy, actor }: CommandContext): Result<string, Refusal> {
  const may = openingPeople(db);
  const unknown = [
    ...(may.includes(actor.user) ? [] : [actor.printedName]),
    ...(signedBy === null || may.includes(signedBy.user) ? [] : [signedBy.printedName]),
  ];
  if (unknown.length > 0) return err(notConfirmed(unknown));
  if (signedBy !== null && signedBy.user !== actor.user) return ok(signedBy.printedName);
  return err(
    refusal(
      'second-person',
      signedBy === null
        ? 'This envelope is opened by two people; only one is signed in.'
        : `${signedBy.printedName} is signed in already.`,
      'Have another person of the site enter name and passphrase.',
    ),
  );
}

const notConfirmed = (names: readonly string[]): Refusal =>
  refusal(
    'person-not-confirmed',
    `${names.join(' and ')} may not open envelopes that two people open together: the study did not name them.`,
    'Have two people do it who typed the code that the study gave them.',
  );

const codeMissing = (challenge: string): Refusal =>
  refusal(
    'release-code-missing',
    'This envelope is released by telephone.',
    `Call the helpline, read out ${challenge} and the subject number, and enter the code.`,
  );

function decryptLayer(
  { db, ports }: CommandContext,
  pack: SitePackFacts,
  subject: SiteSubjectFacts,
  code: readonly number[],
): Result<Content, Refusal> {
  const material = envelopeMaterial(db, pack.code, subject.envelope);
  const address = { envelope: subject.envelope, layer: subject.layer + 1 };
  const sealed = material?.layers[subject.layer];
  if (
    material === undefined ||
    sealed === undefined ||
    !proofHolds(ports.sha256, pack.merkleRoot, material.leaf, material.proof)
  ) {
    return err(
      refusal(
        'envelope-damaged',
        `Envelope ${subject.envelope} of pack ${pack.code} is not as it was loaded.`,
        'Do not go on. Call the pharmacist of the study.',
      ),
    );
  }
  const { keys, digest } = basicsOf(db, pack.code);
  const key = layerKey(ports.deriveKey, keys.site, code, address);
  const text = ports.boxes.decrypt(key, sealed, layerContext(digest, material.leaf, address));
  const content = text === null ? null : (parseJson(text) as Content | null);
  return content === null ? err(wrongCode(subject)) : ok(content);
}

const wrongCode = ({ envelope, layer }: SiteSubjectFacts): Refusal =>
  refusal(
    'release-code-wrong',
    `The code is whole, but it does not release layer ${layer + 1} of envelope ${envelope}.`,
    'Read the challenge out again; the helpline may have answered another one.',
  );
