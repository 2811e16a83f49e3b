import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ResupplyAdjustment, SiteProposal } from '../../contracts/resupply-proposal.ts';

const keyOf = ({ site, kitType }: { readonly site: string; readonly kitType: string }): string =>
  `${site} ${kitType}`;

function adjustmentRefusal(
  sites: readonly SiteProposal[],
  adjustments: readonly ResupplyAdjustment[],
): Refusal | null {
  const lines = new Map(sites.flatMap((site) => site.lines.map((line) => [keyOf(line), line])));
  const seen = new Set<string>();
  for (const one of adjustments) {
    const line = lines.get(keyOf(one));
    const at = `${one.kitType} for ${one.site}`;
    if (line === undefined || seen.has(keyOf(one))) {
      return refusal(
        'resupply-line-unknown',
        line === undefined ? `The proposal has no line ${at}.` : `${at} is adjusted twice.`,
        'Adjust each line of the proposal once.',
      );
    }
    seen.add(keyOf(one));
    const { packSize } = line.rule;
    if (one.count % packSize !== 0) {
      return refusal(
        'resupply-not-whole-packs',
        `${one.count} of ${at} are no whole packs of ${packSize}.`,
        `Ask for a multiple of ${packSize}.`,
      );
    }
    if (one.count === line.granted) {
      return refusal(
        'resupply-nothing-adjusted',
        `${one.count} of ${at} is what was proposed.`,
        'Leave the line as it is, or give another quantity.',
      );
    }
  }
  return null;
}

/** The proposal with the quantities that the signer wants; refuses lines it does not have and broken packs. */
export function adjusted(
  sites: readonly SiteProposal[],
  adjustments: readonly ResupplyAdjustment[],
): Result<readonly SiteProposal[], Refusal> {
  const wrong = adjustmentRefusal(sites, adjustments);
  if (wrong !== null) return err(wrong);
  const counts = new Map(adjustments.map((one) => [keyOf(one), one.count]));
  return ok(
    sites.map((site) => ({
      ...site,
      lines: site.lines.map((line) => ({
        ...line,
        granted: counts.get(keyOf(line)) ?? line.granted,
      })),
    })),
  );
}
