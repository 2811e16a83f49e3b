import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { codeBreakSettings } from '../../domain/study/emergency-settings.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import { assignmentsOfSubject, assignmentsShowing } from '../../store/queries/backup-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { packByCode, packOfKit } from '../../store/queries/pack-facts.ts';
import type { QueryContext } from '../handlers.ts';

type Asked = Pick<QueryContext, 'db' | 'actor' | 'sealer'>;

/**
 * What to do in an emergency for somebody who was randomized on backup and is not yet a subject here: never only "no". The
 * kit in hand tells what was given, whatever the record says. Null when nothing here knows the number.
 */
export function backupRefusal(context: Asked, typed: string): Refusal | null {
  const { db } = context;
  const kit = typedKitNumber(typed);
  const known = [...assignmentsOfSubject(db, typed), ...assignmentsShowing(db, kit)].find(
    ({ facts }) => isVisible(context, facts.site),
  );
  if (known !== undefined) return atHome(context, known);
  const pack = packOfKit(db, kit);
  const site = pack === undefined ? undefined : packByCode(db, pack)?.site;
  if (pack === undefined || site === undefined || !isVisible(context, site)) return null;
  return refusal(
    'subject-on-backup',
    `Kit ${kit} lies in a sealed envelope of pack ${pack} for ${site}; the record of who was given it is not here yet.`,
    nextStep(context),
  );
}

const isVisible = ({ actor }: Asked, site: string): boolean =>
  actor.sites.length === 0 || actor.sites.includes(site);

function atHome(context: Asked, { facts }: StoredAssignment): Refusal {
  return refusal(
    'subject-on-backup',
    `Subject ${facts.subject} was randomized on backup at ${facts.site} and is not recorded here yet.`,
    nextStep(context),
    [`Kits that the envelope showed: ${shownIn(facts)}.`],
  );
}

const shownIn = ({ openings }: AssignmentFacts): string =>
  openings.map(({ layer, kits }) => `${kits.join(', ')} (layer ${layer})`).join('; ');

/** With the unblinding key the kit in hand leads to what it holds; without it somebody on the telephone has the key. */
function nextStep({ db, sealer }: Asked): string {
  const { telephone } = codeBreakSettings(currentDefinition(db).definition);
  return sealer === null
    ? `Call the unblinded pharmacist on duty${telephone === undefined ? '' : `, ${telephone}`}, who breaks the code at once; read out the subject and the number of the kit in hand.`
    : 'Ask for the subject number and the number of the kit in hand, and break the code with both.';
}
