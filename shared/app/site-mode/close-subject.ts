import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import {
  lastCorrection,
  sealedEnvelopes,
  sitePacks,
  siteSubject,
  subjectsUnderWay,
} from '../../store/queries/site-facts.ts';
import type { SiteSubjectFacts } from '../../store/queries/site-facts.ts';
import type { InputOf } from '../../contracts/index.ts';
import type { CommandHandler } from '../handlers.ts';
import { clockOfStep } from './site-clock.ts';
import { unknownSubject, wrongStep } from './site-refusals.ts';
import { definitionOfPack, factorsAsked, stratumAtSite } from './strata-at-site.ts';
import { packOfSubject, subjectView } from './subject-view.ts';

const plain = (number: string): string => number.toUpperCase().replace(/[\s-]/g, '');

/** A revealed kit that cannot be given; why is part of the record. */
export const reportUnusable: CommandHandler<'site.unusable'> = (context, input) => {
  const subject = siteSubject(context.db, input.subject);
  if (subject === undefined) return err(unknownSubject(input.subject));
  if (subject.state !== 'opened') {
    return err(wrongStep(subject, 'Only a kit that is revealed and not given can be reported.'));
  }
  const named = input.kits.map(plain);
  const stranger = input.kits.find((kit) => !subject.kits.map(plain).includes(plain(kit)));
  if (stranger !== undefined) return err(otherKit(subject, stranger));
  const { clock, jumped } = clockOfStep(context);
  const body = {
    subject: subject.subject,
    pack: subject.pack,
    envelope: subject.envelope,
    layer: subject.layer,
    kits: subject.kits.filter((kit) => named.includes(plain(kit))),
    condition: input.condition,
    clock,
  };
  return ok({
    events: [...jumped, { event: { kind: 'site-kits-unusable', body }, reason: input.reason }],
    value: subjectView(context, { ...subject, state: 'unusable', kits: [] }),
  });
};

const otherKit = (subject: SiteSubjectFacts, given: string): Refusal =>
  refusal(
    'kit-differs',
    `The envelope of subject ${subject.subject} says ${subject.kits.join(', ')}, not ${given}.`,
    'Put that kit back. Take the kit whose number the screen shows.',
  );

/**
 * The kits in hand must be those of the envelope: all of them, and no other. None where no revealed kit could be given; a
 * layer that is left may be out of reach for good, so it need not be opened, but why is part of the record.
 */
export const confirmDispensed: CommandHandler<'site.dispense'> = (context, input) => {
  const subject = siteSubject(context.db, input.subject);
  if (subject === undefined) return err(unknownSubject(input.subject));
  const stopped = dispenseRefusal(subject, packOfSubject(context.db, subject).layers, input);
  if (stopped !== null) return err(stopped);
  const { clock, jumped } = clockOfStep(context);
  const { pack, envelope, kits } = subject;
  const body = { subject: subject.subject, pack, envelope, kits, clock };
  const why = input.reason === undefined ? {} : { reason: input.reason };
  return ok({
    events: [...jumped, { event: { kind: 'site-kits-dispensed', body }, ...why }],
    value: subjectView(context, { ...subject, state: 'dispensed' }),
  });
};

const nextSteps = {
  begun: 'Open its envelope, or take the subject back.',
  unusable: 'Open the next layer of the envelope; or give no kit and say why.',
  dispensed: 'Print the slip.',
} as const;

function dispenseRefusal(
  subject: SiteSubjectFacts,
  layers: number,
  { kits: given, reason }: InputOf<'site.dispense'>,
): Refusal | null {
  const isSpent = subject.layer >= layers || reason !== undefined;
  if (given.length === 0 && subject.state === 'unusable' && isSpent) return null;
  if (subject.state !== 'opened') return wrongStep(subject, nextSteps[subject.state]);
  const stranger = given.find((kit) => !subject.kits.map(plain).includes(plain(kit)));
  if (stranger !== undefined) return otherKit(subject, stranger);
  const missing = subject.kits.filter((kit) => !given.map(plain).includes(plain(kit)));
  if (missing.length === 0) return null;
  return refusal(
    'kit-missing',
    `Kit ${missing.join(', ')} is not confirmed yet.`,
    'Scan or type every kit of the envelope; say so when one cannot be given.',
  );
}

const nothingCorrected = ({ subject }: SiteSubjectFacts): Refusal =>
  refusal(
    'nothing-corrected',
    `The values of subject ${subject} are what they would be corrected to.`,
    'Change the value that was wrong; nothing was recorded.',
  );

/** Values found wrong afterwards: the envelope stays, the console decides what follows. */
export const correctStrata: CommandHandler<'site.correct'> = (context, input) => {
  const subject = siteSubject(context.db, input.subject);
  if (subject === undefined) return err(unknownSubject(input.subject));
  if (subject.state === 'begun') {
    return err(wrongStep(subject, 'Take the subject back and begin anew with the right values.'));
  }
  const pack = packOfSubject(context.db, subject);
  const ids = new Set(
    [...definitionOfPack(context, pack).factors, ...factorsAsked(context)].map(({ id }) => id),
  );
  const held = lastCorrection(context.db, subject.subject)?.factors ?? subject.evidence.factors;
  const factors = Object.fromEntries(
    [...ids].flatMap((id) => {
      const value = input.factors[id] ?? held[id];
      return value === undefined ? [] : [[id, value]];
    }),
  );
  const captured = stratumAtSite(context, pack, factors);
  if (!captured.ok) return captured;
  if (Object.entries(factors).every(([id, value]) => held[id] === value)) {
    return err(nothingCorrected(subject));
  }
  const { clock, jumped } = clockOfStep(context);
  const stratum = captured.value.key;
  const at = { subject: subject.subject, pack: pack.code, envelope: subject.envelope };
  const body = { ...at, factors, stratum, clock };
  return ok({
    events: [...jumped, { event: { kind: 'site-strata-corrected', body }, reason: input.reason }],
    value: { stratum, changed: stratum !== subject.evidence.stratum },
  });
};

/** Gives a pack back: its sealed envelopes are burnt in the same transaction. */
export const surrenderPack: CommandHandler<'site.surrender'> = (context, input) => {
  const { db } = context;
  const pack = sitePacks(db).find(({ code }) => code === input.pack);
  if (pack === undefined || pack.status === 'surrendered') {
    return err(
      refusal(
        'pack-unknown',
        pack === undefined
          ? `This file holds no pack ${input.pack}.`
          : `Pack ${input.pack} was given back already.`,
        'Choose a pack of this file.',
      ),
    );
  }
  const waiting = subjectsUnderWay(db).find((subject) => subject.pack === pack.code);
  if (waiting !== undefined) {
    return err(
      wrongStep(
        waiting,
        'Finish this subject, take it back, or close it without a kit, before the pack is given back.',
      ),
    );
  }
  const unopened = [...sealedEnvelopes(db, pack.code)];
  const { clock, jumped } = clockOfStep(context);
  const body = { pack: pack.code, unopened, clock };
  return ok({
    events: [...jumped, { event: { kind: 'site-pack-surrendered', body }, reason: input.reason }],
    value: { unopened },
  });
};
