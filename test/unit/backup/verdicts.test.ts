// Requirements: OFF-05
import { expect, test } from 'vitest';
import type { CentralView, PackView } from '../../../shared/app/reconcile/central-view.ts';
import { judgeAssignment } from '../../../shared/app/reconcile/reconcile-device.ts';
import type { AssignmentFacts } from '../../../shared/ledger/bundle/assignment-facts.ts';

const opening = {
  layer: 1,
  kits: ['K1'],
  at: '2026-03-02T10:00:00.000Z',
  offsetMinutes: 60,
  mode: 'helpline' as const,
  challenge: '7K3MX-Q02DC',
  second: null,
  openedBy: 'Nora',
};
const facts: AssignmentFacts = {
  key: 'aa',
  device: 'device-1',
  site: 'S001',
  pack: 'P-1',
  envelope: 1,
  list: 'MAIN',
  stratum: 'sex=female',
  position: 4,
  visit: 'V1',
  subject: '1001',
  consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
  gates: ['I1'],
  factors: { sex: 'female' },
  at: opening.at,
  offsetMinutes: 60,
  epoch: 1,
  sequence: 9,
  openings: [opening],
  unusable: [],
  dispensed: ['K1'],
  correction: null,
  skewMs: 0,
  skipped: null,
  fork: null,
};
const pack: PackView = {
  site: 'S001',
  device: 'device-1',
  release: 'helpline',
  people: [],
  issuedAt: '2026-03-01T08:00:00.000Z',
  validFrom: '2026-03-01T08:00:00.000Z',
  validUntil: '2026-04-01T08:00:00.000Z',
  status: 'issued',
  statusAt: '2026-03-01T08:00:00.000Z',
  envelope: (number) =>
    number === 1 ? { stratum: 'sex=female', position: 4, layers: [['K1'], ['K2']] } : undefined,
};
const released = { layer: 1, subject: '1001', at: '2026-03-02T09:58:00.000Z' };
const view: CentralView = {
  now: '2026-03-05T08:00:00.000Z',
  pack: (code) => (code === 'P-1' ? pack : undefined),
  subject: () => undefined,
  kitState: () => 'reserved',
  screening: () => undefined,
  siteStatus: () => 'active',
  releases: () => [released],
  isHeld: () => true,
  stratum: () => ({ key: 'sex=female' }),
  stratumInWords: (_, key) => (key === 'sex=male' ? 'Male' : 'Female'),
  gates: () => null,
};

const judge = (changed: Partial<AssignmentFacts> = {}, held: Partial<CentralView> = {}) =>
  judgeAssignment({ ...facts, ...changed }, undefined, [], { ...view, ...held });
const packAs = (changed: Partial<PackView>) => ({ pack: () => ({ ...pack, ...changed }) });

const screened = (changed: object) => ({
  screening: () => ({
    code: '1001',
    site: 'S001',
    hasFailed: false,
    failedBecause: null,
    ...changed,
  }),
});
const nora = { user: 'nora', name: 'Nora', confirmed: 'code' as const };
const ivo = { user: 'ivo', name: 'Ivo', confirmed: 'code' as const };
const pair = (changed: Partial<typeof opening> | object, people: readonly string[] = []) =>
  judge(
    { openings: [{ ...opening, mode: 'two-person', ...changed }] },
    packAs({ release: 'two-person', people }),
  );

test('two different people of the site whom the study named open an envelope together', () => {
  const people = { opener: nora, second: ivo };
  expect(pair({ second: 'Ivo', people }, ['Nora', 'Ivo']).verdict).toBe('matched');
  expect(pair({ second: 'Ivo', people }).verdict).toBe('matched');
  const vouched = { opener: nora, second: { ...ivo, confirmed: 'people' as const } };
  expect(pair({ second: 'Ivo', people: vouched }, ['Nora', 'Eva']).verdict).toBe('matched');
});

test('an assignment that fits both sides is matched and recorded', () => {
  expect(judge()).toMatchObject({
    verdict: 'matched',
    findings: [],
    state: 'recorded',
    records: true,
  });
});

test.each([
  ['unknown-pack', judge({ pack: 'P-9' })],
  ['unknown-pack', judge({ device: 'device-2' })],
  [
    'subject-known',
    judge({}, { subject: () => ({ site: 'S002', at: pack.issuedAt, number: 'R1' }) }),
  ],
  ['screening', judge({}, screened({ hasFailed: true, failedBecause: 'potassium 6.1' }))],
  ['screening', judge({}, screened({ site: 'S002' }))],
  [
    'screening',
    judge(
      { subject: 'a-1' },
      { ...screened({ code: 'A-1' }), releases: () => [{ ...released, subject: 'a-1' }] },
    ),
  ],
  ['site-closed', judge({}, { siteStatus: () => 'closed' })],
  ['kit-unavailable', judge({}, { kitState: () => 'quarantined' })],
  ['kit-unavailable', judge({ openings: [{ ...opening, kits: ['K9'] }], dispensed: ['K9'] })],
  ['stratum', judge({}, { stratum: () => ({ key: 'sex=male' }) })],
  ['stratum', judge({}, { stratum: () => ({ problem: 'No value for Sex.' }) })],
  ['stratum', judge({ position: 5 })],
  ['skipped-envelope', judge({ skipped: 1 })],
  ['gate-evidence', judge({}, { gates: () => '1 of 1 eligibility criteria are not confirmed.' })],
  ['gate-evidence', judge({}, { releases: () => [] })],
  ['fork', judge({}, { releases: () => [released, { ...released, subject: '1002' }] })],
  ['fork', judge({}, { releases: () => [released, { ...released, layer: 2 }] })],
  [
    'gate-evidence',
    judge(
      { takenBack: ['1002'] },
      { releases: () => [{ ...released, subject: '1002' }, released] },
    ),
  ],
  ['gate-evidence', judge({ openings: [{ ...opening, mode: 'self' }] })],
  ['gate-evidence', pair({ second: null })],
  ['gate-evidence', pair({ second: 'Nora' })],
  ['gate-evidence', pair({ second: 'Ivo', people: { opener: nora, second: null } })],
  ['gate-evidence', pair({ second: 'Nora', people: { opener: nora, second: nora } })],
  [
    'gate-evidence',
    pair({ second: 'Ivo', people: { opener: nora, second: ivo } }, ['Nora', 'Eva']),
  ],
  [
    'gate-evidence',
    pair({ second: 'Ivo', people: { opener: nora, second: { ...ivo, confirmed: null } } }, [
      'Nora',
      'Ivo',
    ]),
  ],
  ['late', judge({ at: '2026-04-02T08:00:00.000Z' }, { now: '2026-04-03T08:00:00.000Z' })],
  ['late', judge({}, packAs({ status: 'revoked', statusAt: '2026-03-02T09:00:00.000Z' }))],
  ['late', judge({}, packAs({ status: 'returned' }))],
  [
    'late',
    judge(
      {
        openings: [opening, { ...opening, layer: 2, kits: ['K2'], at: '2026-04-01T08:00:01.000Z' }],
      },
      { now: '2026-04-03T08:00:00.000Z', releases: () => [released, { ...released, layer: 2 }] },
    ),
  ],
  ['kit-unavailable', judge({ dispensed: [] })],
  ['kit-unavailable', judge({ dispensed: ['K2'] })],
  ['clock', judge({ skewMs: -7_200_000 })],
  ['clock', judge({ at: '2026-03-06T08:00:00.000Z' })],
  ['clock', judge({}, packAs({ issuedAt: '2026-03-03T08:00:00.000Z' }))],
  ['fork', judge({ fork: 'restore', skewMs: 7_200_000 })],
] as const)('%s is named and waits for a person', (verdict, judgement) => {
  expect(judgement).toMatchObject({ verdict, state: 'open', records: false });
  expect(judgement.findings[0]?.because.length).toBeGreaterThan(15);
});

test.each([
  ['stratum', judge({ correction: { factors: {}, stratum: 'sex=male', reason: 'source' } })],
  ['fork', judge({ fork: 'clone' })],
] as const)(
  '%s may come to light after the kits were given: it waits for a person, the subject keeps them',
  (verdict, judgement) => {
    expect(judgement).toMatchObject({ verdict, state: 'open', records: true });
  },
);

test('a subject in screening at its own site is matched', () => {
  expect(judge({}, screened({})).verdict).toBe('matched');
});

test('findings speak of strata by their words and of moments by the clock of the site', () => {
  const corrected = judge({ correction: { factors: {}, stratum: 'sex=male', reason: 'source' } });
  expect(corrected.findings[0]?.because).toBe('The site corrected the stratum to Male: source');
  const revoked = packAs({ status: 'revoked', statusAt: '2026-03-02T09:00:00.000Z' });
  expect(judge({}, revoked).findings[0]?.because).toBe(
    'The pack was revoked on 2026-03-02 10:00:00 +01:00.',
  );
  expect(judge({ skewMs: -7_200_000 }).findings[0]?.because).toContain('back by 120 minutes');
  expect(judge({ position: 5 }).findings[0]?.because).toContain(
    'slot 4 of its stratum, not slot 5',
  );
});

test('a pack that was revoked after the opening changes nothing', () => {
  const later = packAs({ status: 'revoked', statusAt: '2026-03-03T09:00:00.000Z' });
  expect(judge({}, later).verdict).toBe('matched');
});

test('what the console held against it first stays; a record that goes on waits', () => {
  const first = judge({}, { kitState: () => 'quarantined' });
  const earlier = { ...first, isRecorded: false };
  const again = judgeAssignment(facts, earlier, [], view);
  expect(again).toMatchObject({ verdict: 'kit-unavailable', state: 'open' });
  expect(judge({ dispensed: null })).toMatchObject({ state: 'waiting', records: false });
  const decided = judgeAssignment(facts, { ...earlier, state: 'resolved' }, [], view);
  expect(decided.state).toBe('resolved');
  const other = { ...facts, key: 'bb', site: 'S002', pack: 'P-2', envelope: 3 };
  const twin = { facts: other, isSound: true, isHeld: false };
  const reopened = judgeAssignment(facts, { ...earlier, state: 'resolved' }, [twin], view);
  expect(reopened).toMatchObject({ state: 'open', verdict: 'subject-known' });
});
