import type { InputOf } from '../../shared/contracts/index.ts';
import { signatureOf } from './open-study.ts';
import type { OpenStudy, Person } from './open-study.ts';

export const because = 'done for a test of lots';

/** Decides on the use of lots, signed by somebody. */
export const decideLots = (
  lots: readonly string[],
  status: InputOf<'lots.setStatus'>['status'],
  signer: Person = 'qa',
): InputOf<'lots.setStatus'> => ({
  lots: [...lots],
  status,
  reason: because,
  signature: signatureOf(signer, 'I decide on the use of these lots'),
});

/** Starts an extension of lots, signed by the pharmacist. */
export const extension = (
  change: Partial<InputOf<'campaigns.start'>> = {},
): InputOf<'campaigns.start'> => ({
  campaign: 'EXT-1',
  lots: ['L-1'],
  expiry: '2027-02-28',
  basis: 'Stability report SR-12',
  reason: because,
  signature: signatureOf('pharma', 'I start this extension of expiry'),
  ...change,
});

export const approval = (
  country: string,
  approvedOn = '2026-03-01',
): InputOf<'campaigns.approveCountry'> => ({
  campaign: 'EXT-1',
  country,
  approvedOn,
  reference: `Letter of ${country}`,
});

export const signOff = (signer: Person = 'qa'): InputOf<'campaigns.close'> => ({
  campaign: 'EXT-1',
  reason: because,
  signature: signatureOf(signer, 'I sign off this extension of expiry'),
});

export interface DatedKit {
  readonly number: string;
  readonly lot: string;
  readonly state: string;
  readonly expiry: string;
  readonly block: string | null;
}

/** Kits at a place, of one lot when it is named. */
export const kitsAt = async (
  study: OpenStudy,
  place: string,
  lot?: string,
): Promise<readonly DatedKit[]> => {
  const filter = { place, limit: 500, ...(lot === undefined ? {} : { lot }) };
  const { rows } = await study.must('qa', 'kits.page', filter);
  return rows.map(({ number, lot: of, status, expiry, block }) => ({
    number,
    lot: of,
    state: status,
    expiry,
    block,
  }));
};
