import { ok } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import type { TrailEntry } from '../../contracts/trail.ts';
import { criticalClass, criticalClasses } from '../../domain/trail/critical-events.ts';
import type { CriticalClass } from '../../domain/trail/critical-events.ts';
import { isReviewed, reviewedUntil } from '../../domain/trail/review.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import type { SignatureRecord } from '../../ledger/entry.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import type { EntryRecord } from '../../store/queries/entry-rows.ts';
import { entriesFound, entriesOfSites } from '../../store/queries/mentions.ts';
import { allPeople } from '../../store/queries/people.ts';
import { trailReviews } from '../../store/queries/trail-reviews.ts';
import type { TrailFilter } from '../../store/queries/trail.ts';
import {
  countByKind,
  countByKindAmong,
  countTrail,
  trailPositions,
  trailUsers,
} from '../../store/queries/trail.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { entryWords, kindInWords, kindsInWords } from './entry-words.ts';
import { placeScope } from './scope.ts';

type FilterInput = Omit<ParsedInputOf<'trail.page'>, 'offset' | 'limit'>;

const signatureInWords = (signature: SignatureRecord | null): string | null =>
  signature === null ? null : `${signature.printedName}: ${signature.meaning}`;

/** An entry as the trail shows it, from an allow-list: of the sealed part only that there is one. */
export function trailEntry({ sequence, device, content, sealed, hash }: EntryRecord): TrailEntry {
  return {
    entry: sequence,
    at: content.at,
    offsetMinutes: content.offsetMinutes,
    user: content.user,
    printedName: content.printedName,
    role: content.role,
    device,
    environment: content.environment,
    kind: content.kind,
    ...entryWords(content),
    reason: content.reason,
    signed: signatureInWords(content.signature),
    sealed: sealed !== null,
    critical: criticalClass(content),
    hash,
  };
}

/** What a site user may see of the trail, newest first; null for everybody else. */
export function visibleEntries(context: QueryContext): readonly number[] | null {
  const { visible } = placeScope(context);
  return visible === null ? null : entriesOfSites(context.db, context.actor.user, visible);
}

/** What a search text stands for: entries about a thing, else kinds of entries, else people. */
type Found = Partial<Pick<TrailFilter, 'kinds' | 'users' | 'among'>>;

function foundBy(context: QueryContext, search: string | undefined): Found {
  const text = search?.trim() ?? '';
  if (text === '') return {};
  const among = entriesFound(context.db, [...new Set([text, typedKitNumber(text)])]);
  if (among.length > 0) return { among };
  const lower = text.toLowerCase();
  const kinds = kindsInWords.filter(({ words }) => words.toLowerCase().includes(lower));
  if (kinds.length > 0) return { kinds: kinds.map(({ kind }) => kind) };
  const people = allPeople(context.db).filter(
    ({ user, printedName }) => user === text || printedName.toLowerCase().includes(lower),
  );
  return { users: people.map(({ user }) => user) };
}

/** Both conditions hold: what is in both lists, or in the one that is given. */
function inBoth<T>(a: readonly T[] | null, b: readonly T[] | null): readonly T[] | null {
  if (a === null || b === null) return a ?? b;
  const second = new Set(b);
  return a.filter((item) => second.has(item));
}

const only = (name: string | undefined): readonly string[] | null =>
  name === undefined ? null : [name];

/** A time as typed, in the milliseconds of stored instants; a bound without a fraction takes its whole second. */
function bound(time: string | undefined, fraction: '000' | '999'): string | null {
  if (time === undefined) return null;
  const [seconds = '', given = ''] = time.replace(/Z$/, '').split('.');
  return `${seconds}.${given === '' ? fraction : given.padEnd(3, '0').slice(0, 3)}Z`;
}

const classesOf = (critical: FilterInput['critical']): readonly CriticalClass[] | null =>
  critical === undefined ? null : critical === 'any' ? criticalClasses : [critical];

/** Turns what a person chose into a filter, within what the person may see. */
export function trailFilter(context: QueryContext, input: FilterInput): TrailFilter {
  const found = foundBy(context, input.search);
  return {
    kinds: inBoth(only(input.kind), found.kinds ?? null),
    users: inBoth(only(input.user), found.users ?? null),
    from: bound(input.from, '000'),
    until: bound(input.until, '999'),
    among: inBoth(found.among ?? null, visibleEntries(context)),
    critical: classesOf(input.critical),
    after: input.unreviewed === true ? reviewedUntil(trailReviews(context.db)) : 0,
  };
}

export const trailPage: QueryHandler<'trail.page'> = (context, input) => {
  const filter = trailFilter(context, input);
  const positions = trailPositions(context.db, filter, input);
  const reviews = trailReviews(context.db);
  const rows = entriesOf(context.db, positions).map(trailEntry);
  return ok({
    total: countTrail(context.db, filter),
    rows: rows.map((row) => ({
      ...row,
      reviewed: isReviewed(reviews, row.entry, row.critical !== null),
    })),
  });
};

export const trailKinds: QueryHandler<'trail.kinds'> = (context) => {
  const visible = visibleEntries(context);
  const counts = visible === null ? countByKind(context.db) : countByKindAmong(context.db, visible);
  const kinds = [...counts].map(([kind, count]) => ({ kind, words: kindInWords(kind), count }));
  return ok({
    kinds: kinds.toSorted((a, b) => (a.words < b.words ? -1 : 1)),
    users: visible === null ? [...trailUsers(context.db)] : [context.actor.user],
  });
};
