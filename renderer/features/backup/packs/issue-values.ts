import type { ReleaseMode } from '../../../../shared/domain/backup/pack-terms.ts';
import type { SignatureInput } from '../../../../shared/contracts/common.ts';
import type { InputOf } from '../../../../shared/contracts/index.ts';

/** What is typed to issue a pack; the last day is local, `YYYY-MM-DD`. */
export type IssueValues = {
  pack: string;
  site: string | null;
  device: string | null;
  list: string | null;
  envelopes: number;
  /** Other numbers for single strata. */
  strata: Record<string, number>;
  layers: number;
  release: ReleaseMode;
  /** Who opens envelopes together: one name a line. */
  people: string;
  lastDay: string | null;
};

export const emptyIssueValues: IssueValues = {
  pack: '',
  site: null,
  device: null,
  list: null,
  envelopes: 4,
  strata: {},
  layers: 2,
  release: 'helpline',
  people: '',
  lastDay: null,
};

export const namesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Valid from the beginning of this day, so that a slow clock at the site does no harm, to the end of the last. */
export function issueInput(values: IssueValues, signature: SignatureInput): InputOf<'packs.issue'> {
  const start = new Date();
  start.setHours(0, 0, 0, 0);
  return {
    pack: values.pack.trim(),
    site: values.site ?? '',
    device: values.device ?? '',
    ...(values.list === null ? {} : { list: values.list }),
    envelopesPerStratum: values.envelopes,
    strata: Object.entries(values.strata).map(([stratum, envelopes]) => ({ stratum, envelopes })),
    layers: values.layers,
    release: values.release,
    people: values.release === 'two-person' ? [...namesIn(values.people)] : [],
    validFrom: start.toISOString(),
    validUntil: new Date(`${(values.lastDay ?? '').slice(0, 10)}T23:59:59.000`).toISOString(),
    signature,
  };
}
