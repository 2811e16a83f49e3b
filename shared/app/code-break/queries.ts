import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { codeBreakSettings, sitesHoldKeys } from '../../domain/study/emergency-settings.ts';
import { countUnsealed, peopleWithoutBreakKeys } from '../../store/queries/break-envelopes.ts';
import {
  codeBreaks,
  countCodeBreaks,
  emergenciesBy,
  emergenciesOf,
} from '../../store/queries/code-break-rows.ts';
import type { CodeBreakFilter } from '../../store/queries/code-break-rows.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { dispensedTo } from '../../store/queries/subject-rows.ts';
import type { SubjectRecord } from '../../store/queries/subject-rows.ts';
import type { OutputOf, ParsedInputOf } from '../../contracts/index.ts';
import { randomizationNumberOf } from '../../ledger/bundle/assignment-facts.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { assignmentsOfEnvelope } from '../../store/queries/backup-facts.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { byVisit } from '../queries/subjects-get.ts';
import { placeScope, placesNamed } from '../queries/scope.ts';
import { envelopeNamed } from './backup-target.ts';
import { findSubject } from './find-subject.ts';
import { visibleBreak } from './follow-up.ts';
import type { NamedEnvelope } from './named-envelopes.ts';
import { codeBreakObstacle } from './obstacle.ts';
import { codeBreakRow } from './register-row.ts';

type FilterInput = Omit<ParsedInputOf<'codeBreak.page'>, 'offset' | 'limit'>;

/** What a person chose, within what the person may see. */
export function codeBreakFilter(context: QueryContext, input: FilterInput): CodeBreakFilter {
  const search = input.search?.trim() ?? '';
  return {
    places: placesNamed(placeScope(context), input.site),
    kind: input.kind ?? null,
    state: input.state ?? null,
    search: search === '' ? null : search,
  };
}

export const codeBreakPage: QueryHandler<'codeBreak.page'> = (context, input) => {
  const { db } = context;
  const filter = codeBreakFilter(context, input);
  const all = { ...codeBreakFilter(context, {}), kind: null };
  return ok({
    total: countCodeBreaks(db, filter),
    rows: codeBreaks(db, filter, input).map(codeBreakRow),
    reasonsOpen: countCodeBreaks(db, { ...all, state: 'reason-open' }),
    assessmentsOpen: countCodeBreaks(db, { ...all, state: 'assessment-open' }),
  });
};

export const codeBreakGet: QueryHandler<'codeBreak.get'> = (context, { code }) => {
  const found = visibleBreak(context, code);
  return found.ok ? ok(codeBreakRow(found.value)) : found;
};

export const codeBreakRules: QueryHandler<'codeBreak.settings'> = ({ db }) => {
  const { definition } = currentDefinition(db);
  const { telephone, tell, ...settings } = codeBreakSettings(definition);
  const isReadyMade = sitesHoldKeys(definition);
  return ok({
    ...settings,
    tell: [...tell],
    telephone: telephone ?? null,
    peopleWithoutKeys: isReadyMade
      ? peopleWithoutBreakKeys(db).map(({ printedName }) => printedName)
      : [],
    subjectsWithoutEnvelope: isReadyMade ? countUnsealed(db) : 0,
  });
};

function lastVisitOf({ db }: QueryContext, subject: SubjectRecord) {
  const last = byVisit(dispensedTo(db, [subject.id])).at(-1);
  const [first] = last ?? [];
  if (last === undefined || first === undefined) return null;
  return { visit: first.visit, at: first.at, kits: last.map(({ number }) => number).sort() };
}

/** Somebody on backup whose code the person can break, or null: by a subject number or the kit in hand. */
function foundOnBackup(
  context: QueryContext,
  find: string,
): Result<OutputOf<'codeBreak.find'>, Refusal> | null {
  const { db, sealer, now } = context;
  if (sealer === null) return null;
  const named = envelopeNamed({ ...context, sealer }, find);
  if (named === null || !named.ok) return named;
  const { pack, envelope, kit, site, subject } = named.value;
  const { definition } = currentDefinition(db);
  const told = assignmentsOfEnvelope(db, pack, envelope).find(
    ({ facts }) => facts.subject === subject,
  );
  const obstacle = codeBreakObstacle(context, definition, { id: 0, code: subject ?? '' });
  return ok({
    subject: subject ?? '',
    site,
    siteName: placeByCode(db, site)?.name ?? '',
    status: 'on-backup',
    randomizationNumber: randomizationNumberOf(pack, envelope),
    randomizedAt: told?.facts.at ?? null,
    offsetMinutes: told?.facts.offsetMinutes ?? now.offsetMinutes,
    lastVisit: null,
    brokenBefore: brokenBeforeBy(context, named.value),
    obstacle: obstacle === null ? null : { message: obstacle.message, next: obstacle.next },
    backup: { pack, envelope, kit },
  });
}

/** Under whatever number: the envelope is the same, and so is what was told. */
function brokenBeforeBy({ db }: QueryContext, named: NamedEnvelope): string[] {
  const breaks = [...emergenciesBy(db, named), ...emergenciesOf(db, named.subject ?? '')];
  return [...new Set(breaks.map(({ code }) => code))].sort();
}

export const codeBreakFind: QueryHandler<'codeBreak.find'> = (context, { find }) => {
  const found = findSubject(context, find);
  if (!found.ok) return foundOnBackup(context, find.trim()) ?? found;
  const subject = found.value;
  const { definition } = currentDefinition(context.db);
  const obstacle = codeBreakObstacle(context, definition, subject);
  return ok({
    subject: subject.code,
    site: subject.siteCode,
    siteName: placeScope(context).places.get(subject.site)?.name ?? '',
    status: subject.status,
    randomizationNumber: subject.randomizationNumber,
    randomizedAt: subject.randomizedAt,
    offsetMinutes: subject.offsetMinutes,
    lastVisit: lastVisitOf(context, subject),
    brokenBefore: emergenciesOf(context.db, subject.code).map(({ code }) => code),
    obstacle: obstacle === null ? null : { message: obstacle.message, next: obstacle.next },
  });
};
