/** Names the formulas, generators and chunk sizes that a simulated result depends on; raised when any of them changes. */
export const engineVersion = 'cachet-engine-4';
