import { expect, it } from 'vitest';
import { outsideInWords, outsideWindow } from '../../../../shared/app/dispense/outside-window.ts';
import type { Instant } from '../../../../shared/base/instant.ts';
import { parseStudyDefinition } from '../../../../shared/domain/study/parse-study-definition.ts';
import type {
  PlaceFacts,
  SubjectFacts,
} from '../../../../shared/store/queries/allocation-facts.ts';
import { smallStudyText } from '../../../builders/small-study.ts';

const parsed = parseStudyDefinition(smallStudyText(), 'study.yaml');
if (!parsed.ok) throw new Error('the small study is wrong');
const definition = parsed.value;
const day0 = definition.visits.find(({ isRandomization }) => isRandomization)?.day ?? 0;
const visit = definition.visits.find(
  ({ id, day }) => day > day0 && definition.visitKits.some((row) => row.visit === id),
);
if (visit === undefined) throw new Error('the small study has no later visit with kits');

const subject = { randomizedAt: '2026-03-01T12:00:00.000Z' } as SubjectFacts;
const site = { zone: 'Asia/Tokyo' } as PlaceFacts;
const at = (day: number, time: string) => {
  const date = new Date(Date.UTC(2026, 2, 1 + day)).toISOString().slice(0, 10);
  return outsideWindow(definition, {
    subject,
    site,
    visit: visit.id,
    now: { instant: `${date}T${time}Z` as Instant, offsetMinutes: 0 },
  });
};

it('allows the first and the last day of the window in the zone of the site, and no other', () => {
  const first = visit.day - day0 - visit.windowBefore;
  const last = visit.day - day0 + visit.windowAfter;
  // A day begins in Tokyo at 15:00 of the UTC day before.
  expect(at(first - 1, '14:59:59.999')).not.toBeNull();
  expect(at(first - 1, '15:00:00.000')).toBeNull();
  expect(at(last, '14:59:59.999')).toBeNull();
  const late = at(last, '15:00:00.000');
  expect(late).not.toBeNull();
  expect(late === null ? '' : outsideInWords(late, undefined)).toMatch(/: no reason was given$/);
});

it('says nothing of a visit without kits', () => {
  const other = {
    subject,
    site,
    visit: 'none',
    now: { instant: subject.randomizedAt as Instant, offsetMinutes: 0 },
  };
  expect(outsideWindow(definition, other)).toBeNull();
});
