import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Allocation } from '../../contracts/subjects.ts';
import { placeByCode, subjectByCode } from '../../store/queries/allocation-facts.ts';
import type { SubjectFacts } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { reservedFor } from '../../store/queries/reservations.ts';
import { clearUnits } from '../accountability/clear-units.ts';
import type { CommandContext, CommandHandler, Decision } from '../handlers.ts';
import type { Pick } from '../kit-pick/pick-kits.ts';
import { pickForVisit } from '../kit-pick/pick-for-visit.ts';
import { tieSource } from '../kit-pick/tie-source.ts';
import { requireSealer } from '../require-sealer.ts';
import { siteRefusal } from '../site-refusal.ts';
import { codeBreakHold } from './code-break-hold.ts';
import { freedReservations } from './freed-reservations.ts';
import { outsideInWords, outsideWindow } from './outside-window.ts';
import type { OutsideWindow } from './outside-window.ts';
import { visitRefusal } from './visit-refusal.ts';

/** Kits for a later visit, by the arm of the subject's slot. */
export const dispense: CommandHandler<'subjects.dispense'> = (context, input) => {
  const { definition } = currentDefinition(context.db);
  const subject = subjectByCode(context.db, input.subject);
  const stopped =
    visitRefusal(context, definition, subject, input) ??
    codeBreakHold(context.db, definition, input.subject);
  if (stopped !== null || subject === undefined) return err(stopped as Refusal);
  const site = placeByCode(context.db, subject.site);
  const closed = siteRefusal(site, subject.site);
  if (closed !== null || site === undefined) return err(closed as Refusal);
  const sealer = requireSealer(context);
  const arm = subject.veil ^ sealer.veilByte(subject.nonce, subject.position - 1);
  const { visit } = input;
  const kept = reservedFor(context.db, subject.id, visit);
  const { now } = context;
  const pick = pickForVisit(tieSource(context), { definition, site, arm, visit, now, kept });
  if (!pick.ok) return pick;
  const armName = definition.arms[arm]?.name ?? null;
  const outside = outsideWindow(definition, { subject, site, visit, now });
  const { subject: code, reason } = input;
  return ok(dispensed(context, { subject, code, visit, armName, outside, reason }, pick.value));
};

interface Dispensing {
  readonly subject: SubjectFacts;
  readonly code: string;
  readonly visit: string;
  readonly armName: string | null;
  readonly outside: OutsideWindow | null;
  readonly reason: string | undefined;
}

function dispensed(
  context: CommandContext,
  { subject, code, visit, armName, outside, reason }: Dispensing,
  { kits, because }: Pick,
): Decision<Allocation> {
  const { db, now } = context;
  const numbers = kits.map(({ number }) => number).sort();
  const units = clearUnits(context, currentDefinition(db).definition, visit, numbers);
  const body = { subject: code, visit, kits: numbers, ...units };
  return {
    events: [
      {
        event: { kind: 'kits-dispensed', body },
        ...(outside === null ? {} : { reason: outsideInWords(outside, reason) }),
        secret: { because: because.map((line) => ({ ...line })) },
      },
      ...freedReservations(db, { subject: subject.id, visit, taken: body.kits }),
    ],
    value: {
      subject: code,
      site: subject.site,
      randomizationNumber: subject.randomizationNumber,
      at: now.instant,
      offsetMinutes: now.offsetMinutes,
      visit,
      kits: kits.map(({ number, lot, expiry }) => ({ number, lot, expiry })),
      arm: armName,
      because: [...because],
      ...(outside === null ? {} : { outsideWindow: outside }),
    },
  };
}
