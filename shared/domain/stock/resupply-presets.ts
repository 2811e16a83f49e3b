import type { LineResupply, SiteResupply } from './resupply-settings.ts';

/** Levels and rules to start from; a person puts them into the settings of a study. */
export interface ResupplyPreset {
  readonly name: string;
  readonly summary: string;
  readonly values: Pick<SiteResupply, 'triggersAt' | 'scope' | 'pooling' | 'demandOf'> &
    LineResupply;
}

const packs = { packSize: 1, packRounding: 'down' } as const;

/** Whether one is blind-safe is not stated here: the blind-leak check says it for each study. */
export const resupplyPresets: readonly ResupplyPreset[] = [
  {
    name: 'one-for-one',
    summary: 'Every kit used is replaced by one of its type. Lowest stock; shown as a warning.',
    values: {
      triggersAt: 'at-or-below',
      scope: 'triggered-types',
      pooling: 'by-type',
      demandOf: 'own-arm',
      levels: { kind: 'min-max', trigger: 2, ceiling: 3 },
      initialStock: 3,
      ...packs,
    },
  },
  {
    name: 'min-max-by-type',
    summary: 'Each kit type is filled up when it is at its minimum.',
    values: {
      triggersAt: 'at-or-below',
      scope: 'triggered-types',
      pooling: 'by-type',
      demandOf: 'own-arm',
      levels: { kind: 'min-max', trigger: 3, ceiling: 8 },
      initialStock: 8,
      ...packs,
    },
  },
  {
    name: 'min-max-all-types',
    summary: 'All kit types are filled up when one is at its minimum.',
    values: {
      triggersAt: 'at-or-below',
      scope: 'all-types',
      pooling: 'by-type',
      demandOf: 'all-arms',
      levels: { kind: 'min-max', trigger: 3, ceiling: 8 },
      initialStock: 8,
      ...packs,
    },
  },
  {
    name: 'pooled-sets',
    summary: 'Only the total counts, and every shipment brings the same of each type.',
    values: {
      triggersAt: 'at-or-below',
      scope: 'all-types',
      pooling: 'all-types',
      demandOf: 'all-arms',
      levels: { kind: 'min-max', trigger: 14, ceiling: 18 },
      initialStock: 18,
      ...packs,
    },
  },
  {
    name: 'large-pooled-sets',
    summary: 'The same with far more stock, for subjects that take many kits.',
    values: {
      triggersAt: 'at-or-below',
      scope: 'all-types',
      pooling: 'all-types',
      demandOf: 'all-arms',
      levels: { kind: 'min-max', trigger: 50, ceiling: 54 },
      initialStock: 54,
      ...packs,
    },
  },
];
