import type { Projection } from './projection.ts';

/** That a pack was made is read from its entry: no table changes. */
export const evidenceMade: Projection<'evidence-made'> = () => undefined;
