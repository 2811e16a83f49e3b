import type { Cell } from '../../base/csv.ts';

/** One fact of the SDTM domain DA: an amount dispensed to or returned by a subject. */
export interface DrugAccount {
  readonly study: string;
  readonly site: string;
  readonly subject: string;
  readonly kit: string;
  readonly test: 'DISPAMT' | 'RETAMT';
  readonly amount: number | null;
  readonly unit: string;
  /** Empty when the fact belongs to no planned visit. */
  readonly visit: string;
  readonly visitNumber: number | null;
  /** ISO 8601 with offset. */
  readonly at: string;
}

const testNames = { DISPAMT: 'Dispensed Amount', RETAMT: 'Returned Amount' } as const;

/** Variables of the export, in the order of the SDTM implementation guide. */
export const drugAccountHeader = [
  'STUDYID',
  'DOMAIN',
  'USUBJID',
  'DASEQ',
  'DAREFID',
  'DATESTCD',
  'DATEST',
  'DACAT',
  'DAORRES',
  'DAORRESU',
  'DASTRESC',
  'DASTRESN',
  'DASTRESU',
  'DASTAT',
  'VISITNUM',
  'VISIT',
  'DADTC',
] as const;

/**
 * Rows of the SDTM domain DA. `DASEQ` counts within a subject, so facts of one subject must stand together.
 * An amount that is not known to who asks has an empty result and `DASTAT` NOT DONE.
 */
export function* drugAccountRows(facts: Iterable<DrugAccount>): Generator<readonly Cell[]> {
  let subject = '';
  let sequence = 0;
  for (const fact of facts) {
    const unique = `${fact.study}-${fact.site}-${fact.subject}`;
    sequence = unique === subject ? sequence + 1 : 1;
    subject = unique;
    const result = fact.amount === null ? null : String(fact.amount);
    yield [
      fact.study,
      'DA',
      unique,
      sequence,
      fact.kit,
      fact.test,
      testNames[fact.test],
      'STUDY MEDICATION',
      result,
      fact.unit.toUpperCase(),
      result,
      fact.amount,
      fact.unit.toUpperCase(),
      fact.amount === null ? 'NOT DONE' : null,
      fact.visitNumber,
      fact.visit,
      fact.at,
    ];
  }
}
