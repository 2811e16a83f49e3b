import { addMilliseconds, localText } from '../../../base/instant.ts';
import type { Instant } from '../../../base/instant.ts';
import { dateInWords } from '../../../base/iso-date.ts';
import type { IsoDate } from '../../../base/iso-date.ts';
import type { Task } from '../../../contracts/trail.ts';
import { sitesHoldKeys } from '../../../domain/study/emergency-settings.ts';
import { countUnsealed, peopleWithoutBreakKeys } from '../../../store/queries/break-envelopes.ts';
import { codeBreaks } from '../../../store/queries/code-break-rows.ts';
import type { CodeBreakRecord } from '../../../store/queries/code-break-rows.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

/** A day or less before its end a deadline is urgent. */
const dayMs = 86_400_000;

function minute(at: string, offsetMinutes: number): string {
  const local = localText(at as Instant, offsetMinutes);
  return `${dateInWords(local.slice(0, 10) as IsoDate)} ${local.slice(11, 16)}`;
}

/** Tells everybody that a code was broken and what is still open about it; of the treatment nothing. */
function taskOf({ now }: TaskContext, record: CodeBreakRecord): Task {
  const { code, subject, site, printedName, offsetMinutes } = record;
  const isExplained = record.reason !== null;
  const due = isExplained ? record.assessmentDue : record.reasonDue;
  const open = isExplained ? 'its impact is to be assessed' : 'the medical reason is to be given';
  return {
    kind: 'code-break',
    urgency: addMilliseconds(now.instant, dayMs) >= due ? 'now' : 'soon',
    title: `The code of subject ${subject} was broken`,
    detail: `${code} at ${site} by ${printedName} on ${minute(record.at, offsetMinutes)}; ${open} until ${minute(due, offsetMinutes)}.`,
    target: { screen: 'code-break', id: `register:${code}` },
  };
}

/** Broken codes that wait for their reason or their assessment. */
export const codeBreakTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'site-user', 'qa', 'inspector'],
  find(context) {
    const all = { places: context.scope.visible, kind: 'emergency', search: null } as const;
    const window = { offset: 0, limit: -1 };
    const open = [
      ...codeBreaks(context.db, { ...all, state: 'reason-open' }, window),
      ...codeBreaks(context.db, { ...all, state: 'assessment-open' }, window),
    ];
    return atMost(
      open.map((record) => taskOf(context, record)),
      (hidden) => ({
        title: `${plural(hidden, 'more broken code')} wait for a reason or an assessment`,
        detail: 'The register of code breaks shows them.',
        target: { screen: 'code-break', id: 'register' },
      }),
    );
  },
};

/** What a site would lack at night. */
export const breakReadinessTasks: TaskSource = {
  roles: ['unblinded-pharmacist'],
  find({ db, definition, sealer }) {
    if (sealer === null || !sitesHoldKeys(definition)) return [];
    const people = peopleWithoutBreakKeys(db).length;
    const subjects = countUnsealed(db);
    if (people === 0 && subjects === 0) return [];
    const lacking = [
      ...(people === 0
        ? []
        : [`${plural(people, 'person').replace('persons', 'people')} without a key`]),
      ...(subjects === 0 ? [] : [`${plural(subjects, 'subject')} not sealed`]),
    ];
    return [
      {
        kind: 'code-break',
        urgency: 'now',
        title: 'Make the code break at sites ready',
        detail: `${lacking.join(', ')}: there a code can be broken by telephone only.`,
        target: { screen: 'code-break', id: 'register' },
      },
    ];
  },
};
