import type { TFunction } from 'i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { failureWords } from '../../../components/failure-words.ts';
import type { Client } from '../../../transport/client.ts';

export type Proposal = OutputOf<'shipments.proposePick'>;

/** What a scan comes to. */
export type ScanJudgement =
  | { readonly kind: 'right'; readonly number: string }
  | { readonly kind: 'again'; readonly number: string }
  /** Of a type that is asked for and at the right place, but not the first to expire. */
  | { readonly kind: 'other'; readonly number: string; readonly because: string }
  | { readonly kind: 'wrong'; readonly number: string; readonly because: string };

interface Asked {
  readonly client: Client;
  readonly t: TFunction;
  readonly proposal: Proposal;
  readonly taken: readonly string[];
  readonly from: string;
}

/** Says at once what is wrong with a scanned kit; the core decides when the pick is confirmed. */
export async function judgeScan(
  { client, t, proposal, taken, from }: Asked,
  numbers: readonly string[],
): Promise<ScanJudgement> {
  const number = numbers[0] ?? '';
  const again = numbers.find((name) => taken.includes(name));
  if (again !== undefined) return { kind: 'again', number: again };
  const proposed = numbers.find((name) => proposal.kits.some((kit) => kit.number === name));
  if (proposed !== undefined) return { kind: 'right', number: proposed };
  const passed = proposal.because.find((fact) => numbers.includes(fact.number));
  if (passed !== undefined && passed.outcome !== 'chosen') {
    return { kind: 'wrong', number: passed.number, because: passed.because };
  }
  const answer = await client.ask('kits.get', { number });
  if (!answer.ok) {
    const { message } = failureWords(answer.failure, t);
    return { kind: 'wrong', number, because: message };
  }
  const { kit } = answer.value;
  const wrong = (because: string): ScanJudgement => ({ kind: 'wrong', number, because });
  if (kit.place !== from) {
    return wrong(t('shipments.wrong.place', { place: kit.place ?? '–', from }));
  }
  if (kit.status !== 'at-depot' && kit.status !== 'at-site') {
    return wrong(t('shipments.wrong.status', { status: t(`status.${kit.status}`) }));
  }
  if (!proposal.kits.some(({ kitType }) => kitType === kit.kitType)) {
    return wrong(t('shipments.wrong.type'));
  }
  return { kind: 'other', number, because: t('shipments.wrong.later') };
}
