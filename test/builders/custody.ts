import type { CustodyPart, CustodyUse } from '../../shared/domain/custody/opening.ts';
import { signatureOf } from './open-study.ts';
import type { OpenStudy } from './open-study.ts';

type Custodian = 'stat' | 'pharma' | 'pharma2';

interface Wanted {
  readonly part: CustodyPart;
  readonly use: CustodyUse;
  /** Left out for the map of kits. */
  readonly list?: string;
}

/** Asks for an opening as one custodian and has the other grant it. Gives its code. */
export async function openFor(study: OpenStudy, user: Custodian, wanted: Wanted): Promise<string> {
  const { code } = await study.must(user, 'custody.request', {
    ...wanted,
    reason: 'asked for by the test',
    signature: signatureOf(user),
  });
  const other = user === 'stat' ? 'pharma' : 'stat';
  await study.must(other, 'custody.grant', { opening: code, signature: signatureOf(other) });
  return code;
}

/** Opens a list to be looked at. */
export const openList = (study: OpenStudy, user: Custodian, list = 'MAIN'): Promise<string> =>
  openFor(study, user, { part: 'list', use: 'view', list });
