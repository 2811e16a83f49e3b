import type { Decided } from '../../shared/app/record.ts';
import { newNonce, veilIndexes } from '../../shared/app/veil.ts';
import { addDays } from '../../shared/base/iso-date.ts';
import type { IsoDate } from '../../shared/base/iso-date.ts';
import { openStudy } from './open-study.ts';
import type { OpenStudy } from './open-study.ts';
import { smallStudyText } from './small-study.ts';

export interface SuppliedSize {
  readonly sites: number;
  readonly kitTypes: number;
  readonly lots: number;
  /** Kits of each lot at a site, and for each site at the depot. */
  readonly kitsInBatch: number;
  readonly subjectsAtSite: number;
}

const siteName = (i: number): string => `X${String(i + 1).padStart(3, '0')}`;
const lotName = (i: number): string => `B-${i + 1}`;
const extraType = (i: number): string => `extra-${i + 1}`;

/** Every visit takes the arm's own type and three that all arms take alike. */
const definitionOf = ({ sites, kitTypes }: SuppliedSize): string => {
  const alike = [0, 1, 2].map((i) => `{ kitType: ${extraType(i)} }`).join(', ');
  return smallStudyText({
    extraSites: Array.from({ length: sites }, (_, i) => siteName(i)),
    extraKitTypes: Array.from({ length: kitTypes - 2 }, (_, i) => extraType(i)),
    replace: ['V1', 'V2'].flatMap((visit) =>
      ['active', 'placebo'].map(
        (arm) =>
          [
            `visit: ${visit}, arm: ${arm}, kits: [{ kitType: kit-${arm} }]`,
            `visit: ${visit}, arm: ${arm}, kits: [{ kitType: kit-${arm} }, ${alike}]`,
          ] as const,
      ),
    ),
  });
};

function* kitEvents(study: OpenStudy, size: SuppliedSize): Generator<Decided> {
  for (let lot = 0; lot < size.lots; lot += 1) {
    const expiry = addDays('2026-06-30' as IsoDate, lot * 60);
    yield { event: { kind: 'lot-registered', body: { lot: lotName(lot), expiry } } };
  }
  let made = 0;
  const batch = (lot: number, place: string, state: 'at-site' | 'at-depot'): Decided => {
    const indexes = Array.from({ length: size.kitsInBatch }, (_, i) => made + i);
    made += size.kitsInBatch;
    const nonce = newNonce(study.ports.random);
    const body = {
      lot: lotName(lot),
      place,
      state,
      numbers: indexes.map((i) => String(i).padStart(8, '0')),
      sequences: indexes.map((i) => i + 1),
      nonce,
      veil: veilIndexes(
        study.sealer,
        nonce,
        indexes.map((i) => i % size.kitTypes),
      ),
    };
    return { event: { kind: 'kits-added', body } };
  };
  for (let site = 0; site < size.sites; site += 1) {
    for (let lot = 0; lot < size.lots; lot += 1) {
      yield batch(lot, siteName(site), 'at-site');
      yield batch(lot, 'central', 'at-depot');
    }
  }
}

function* subjectEvents(study: OpenStudy, size: SuppliedSize): Generator<Decided> {
  const subjects = size.sites * size.subjectsAtSite;
  const nonce = newNonce(study.ports.random);
  const arms = Array.from({ length: subjects }, (_, i) => i % 2);
  const veil = veilIndexes(study.sealer, nonce, arms);
  const strata = [{ key: 'all', words: 'All subjects', slots: subjects, nonce, veil }];
  const facts = { procedure: 'pbd', stratifyBy: [], digest: '00', merkleRoot: '00' };
  const list = { list: 'MAIN', ...facts, strata, engine: 'fixture' };
  yield { event: { kind: 'list-generated', body: list } };
  for (let i = 0; i < subjects; i += 1) {
    const body = {
      subject: `S-${String(i + 1).padStart(5, '0')}`,
      site: siteName(i % size.sites),
      randomizationNumber: `R${i + 1}`,
      list: 'MAIN',
      stratum: 'all',
      position: i + 1,
      visit: 'V1',
      kits: [],
      consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
      gates: ['I1'],
      factors: { sex: 'female', age: '50' },
    };
    yield { event: { kind: 'subject-randomized', body } };
  }
}

/** A study with stock at all sites and at the depot, and subjects whose next visit takes kits. */
export function suppliedStudy(size: SuppliedSize): OpenStudy {
  const study = openStudy({ definition: definitionOf(size) });
  study.recordNow([...kitEvents(study, size)]);
  study.recordNow([...subjectEvents(study, size)]);
  return study;
}
