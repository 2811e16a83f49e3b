import { canonicalJson } from '../../base/canonical-json.ts';
import { kitsOpened } from '../../ledger/bundle/assignment-facts.ts';
import type { Judgement } from './reconcile-device.ts';

/** All verdicts with what follows from them, in an order of their own: which records came home decides the text, and nothing else. */
export const verdictText = (
  items: readonly (Pick<Judgement, 'facts' | 'findings' | 'verdict' | 'state'> & {
    readonly isRecorded: boolean;
  })[],
): string =>
  items
    .map(({ verdict, findings, facts, state, isRecorded }) =>
      canonicalJson({
        key: facts.key,
        site: facts.site,
        subject: facts.subject,
        envelope: `${facts.pack} ${facts.envelope}`,
        verdict,
        findings: findings.map(({ kind, because }) => `${kind}: ${because}`).sort(),
        state,
        isRecorded,
        shown: kitsOpened(facts),
        given: facts.dispensed,
      }),
    )
    .sort()
    .join('\n');
