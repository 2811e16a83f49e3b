import type { ResupplyLine, SiteProposal } from '../../../../shared/contracts/resupply-proposal.ts';
import type { Adjustment, Adjustments } from './adjustments.ts';

/** One kit type for one site, with what will be sent of it. */
export interface SentLine {
  readonly key: string;
  readonly site: SiteProposal;
  readonly line: ResupplyLine;
  readonly adjustment: Adjustment | null;
  readonly sent: number;
}

const keyOf = ({ site, kitType }: ResupplyLine): string => `${site} ${kitType}`;

/** All lines of a proposal in its order, with their changes. */
export const sentLines = (
  sites: readonly SiteProposal[],
  adjustments: Adjustments,
): readonly SentLine[] =>
  sites.flatMap((site) =>
    site.lines.map((line) => {
      const adjustment = adjustments[keyOf(line)] ?? null;
      const sent = adjustment?.count ?? line.granted;
      return { key: keyOf(line), site, line, adjustment, sent };
    }),
  );

/** Shipments and kits that these lines make. */
export function totalsOf(lines: readonly SentLine[]): {
  readonly shipments: number;
  readonly kits: number;
  readonly short: number;
  readonly adjusted: number;
} {
  const sending = lines.filter(({ sent }) => sent > 0);
  return {
    shipments: new Set(sending.map(({ line }) => line.site)).size,
    kits: sending.reduce((sum, { sent }) => sum + sent, 0),
    short: lines.filter(({ line }) => line.granted < line.arithmetic.ordered).length,
    adjusted: lines.filter(({ adjustment }) => adjustment !== null).length,
  };
}
