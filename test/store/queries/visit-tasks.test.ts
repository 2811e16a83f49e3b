import { afterEach, expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { kitSchedule, visitWindow } from '../../../shared/app/queries/next-visits.ts';
import { addDays } from '../../../shared/base/iso-date.ts';
import type { IsoDate } from '../../../shared/base/iso-date.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { allPlaces } from '../../../shared/store/queries/places.ts';
import { largeSite, largeStore } from '../../builders/large-store.ts';
import type { OpenStudy } from '../../builders/open-study.ts';

let study: OpenStudy;
afterEach(() => study.close());

const subjects = 400;
const firstMs = Date.parse('2026-03-01T00:00:00.000Z');
/** Spread over the quarters of an hour of six weeks, without order. */
const startMs = (i: number): number => firstMs + ((i * 7919) % 4032) * 900_000 + (i % 2) * 899_999;

/** Subjects at 80 sites in many zones, none of them dispensed to after randomization. */
function recruited(): OpenStudy {
  study = largeStore({ kits: 60, entries: 0, subjects: 0 });
  for (let i = 0; i < subjects; i += 1) {
    study.clock.set(new Date(startMs(i)).toISOString());
    const body = {
      subject: `${largeSite(i)}-${i}`,
      site: largeSite(i),
      randomizationNumber: `R${i + 1}`,
      list: 'MAIN',
      stratum: 'all',
      position: i + 1,
      visit: 'V2',
      kits: [],
      consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
      gates: ['I1'],
      factors: { age: '50' },
    };
    study.recordNow([{ event: { kind: 'subject-randomized', body } }]);
  }
  return study;
}

/** The same by looking at everybody, with the days of the zones from the calendar library itself. */
function plainly(now: string): readonly [until: IsoDate, subject: string][] {
  const schedule = kitSchedule(currentDefinition(study.db).definition);
  const places = allPlaces(study.db);
  const dayIn = (instant: string, zone: string) =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString() as IsoDate;
  const [next] = schedule.visits;
  if (next === undefined) throw new Error('no visit with kits');
  return Array.from({ length: subjects }, (_, i) => i)
    .flatMap((i): [IsoDate, string][] => {
      const zone = places.find(({ code }) => code === largeSite(i))?.zone as string;
      const today = dayIn(now, zone);
      const randomization = dayIn(new Date(startMs(i)).toISOString(), zone);
      const { from, until } = visitWindow(schedule, next, { randomization, today });
      return from <= addDays(today, 7) ? [[until, `${largeSite(i)}-${i}`]] : [];
    })
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

it('finds the most urgent visits of many subjects as looking at each of them does', async () => {
  recruited();
  for (const now of [
    '2026-03-20T23:40:00.000Z',
    '2026-04-05T10:20:00.000Z',
    '2026-05-30T12:00:00.000Z',
  ]) {
    study.clock.set(now);
    const expected = plainly(now);
    const { tasks } = await study.must('pharma', 'today.get', {});
    const visits = tasks.filter(({ kind }) => kind === 'visit').map(({ title }) => title);
    expect(
      visits
        .slice(0, 8)
        .map((title) => title.split(':')[0])
        .toSorted(),
    ).toEqual(
      expected
        .slice(0, 8)
        .map(([, subject]) => subject)
        .toSorted(),
    );
    expect(visits.at(-1)).toBe(`${expected.length - 8} more visits are due`);
  }
});
