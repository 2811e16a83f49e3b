import { useSecretDrafts } from '../../../state/secret-drafts.ts';
import type { SentLine } from './sent-line.ts';

/** Another quantity for a line, as typed. */
export interface Adjustment {
  readonly count: number;
  readonly because: string;
}
export type Adjustments = Readonly<Record<string, Adjustment>>;

const none: Adjustments = {};

/** The changes to the lines of one proposal; they are forgotten when the study is locked. */
export function useAdjustments(proposal: string) {
  const name = `adjustments ${proposal}`;
  const adjustments = (useSecretDrafts((state) => state.drafts[name]) ?? none) as Adjustments;
  const keep = useSecretDrafts((state) => state.keep);
  return {
    adjustments,
    set: (key: string, adjustment: Adjustment | null): void => {
      const { [key]: _former, ...others } = adjustments;
      keep(name, adjustment === null ? others : { ...others, [key]: adjustment });
    },
    clear: (): void => keep(name, none),
  };
}

/** The changes as the command takes them. */
export const adjustmentInput = (lines: readonly SentLine[]) =>
  lines.flatMap(({ line, adjustment }) =>
    adjustment === null
      ? []
      : [
          {
            site: line.site,
            kitType: line.kitType,
            ...adjustment,
            because: adjustment.because.trim(),
          },
        ],
  );
