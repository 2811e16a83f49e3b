/** What two people keep together. `seed`: everything from which the list is made again. */
export const custodyParts = ['list', 'seed', 'kit-map'] as const;
export type CustodyPart = (typeof custodyParts)[number];

/** `view`: looks for as long as it is open. `export`: one file, then it ends. */
export const custodyUses = ['view', 'export'] as const;
export type CustodyUse = (typeof custodyUses)[number];

export const openingStates = ['requested', 'open', 'declined', 'closed', 'used', 'ended'] as const;
export type OpeningState = (typeof openingStates)[number];

/** The state as stored, or `ended` once its time is over. */
export const openingState = (
  stored: Exclude<OpeningState, 'ended'>,
  until: string | null,
  now: string,
): OpeningState => (stored === 'open' && until !== null && until <= now ? 'ended' : stored);

/** A seed and the map leave as a file; only a list can be looked at. */
export const usesOf = (part: CustodyPart): readonly CustodyUse[] =>
  part === 'list' ? custodyUses : ['export'];

export const codeOfOpening = (number: number): string => `CU-${String(number).padStart(4, '0')}`;
