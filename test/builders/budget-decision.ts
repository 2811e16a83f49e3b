import type { OpenStudy } from './open-study.ts';

/** Records that an excursion was decided: kits go on, with a last day of use or with no budget left (`null`). */
export const limitBudget = (
  study: OpenStudy,
  kits: readonly string[],
  useBy: string | null,
): unknown =>
  study.recordNow([
    {
      event: {
        kind: 'excursion-decided',
        body: {
          excursion: 'EX-1',
          status: 'released',
          outcomes: [
            { group: 0, outcome: 'release', useBy, isExhausted: useBy === null, kits: [...kits] },
          ],
        },
      },
    },
  ]);
