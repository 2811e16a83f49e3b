/** What two people keep together. `seed`: everything from which the list is made again. */
export const custodyParts = ['list', 'seed', 'kit-map'] as const;
export type CustodyPart = (typeof custodyParts)[number];

/** `view`: looks for as long as it is open. `export`: one file, then it ends. */
export const custodyUses = ['view', 'export'] as const;
export type CustodyUse = (typeof custodyUses)[number];

export const openingStates = ['requested', 'open', 'declined', 'closed', 'used', 'ended'] as const;
export type OpeningState = (typeof openingStates)[number];

/**
 * The state as stored, or `ended` once its time is over or the clock was confirmed since the grant: time may then run
 * again that had run out.
 */
export const openingState = (
  {
    state,
    until,
    clockConfirmed,
  }: {
    readonly state: Exclude<OpeningState, 'ended'>;
    readonly until: string | null;
    readonly clockConfirmed: 0 | 1;
  },
  now: string,
): OpeningState => {
  if (state !== 'open') return state;
  const isOver = clockConfirmed === 1 || (until !== null && until <= now);
  return isOver ? 'ended' : state;
};

/** A seed and the map leave as a file; only a list can be looked at. */
export const usesOf = (part: CustodyPart): readonly CustodyUse[] =>
  part === 'list' ? custodyUses : ['export'];

export const codeOfOpening = (number: number): string => `CU-${String(number).padStart(4, '0')}`;
