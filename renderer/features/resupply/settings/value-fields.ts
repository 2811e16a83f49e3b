import type { ResupplyValues } from '../../../../shared/domain/stock/resupply-settings.ts';

type Name = keyof ResupplyValues;

/** Values that are one of several words. */
export const choices = {
  triggersAt: ['below', 'at-or-below'],
  scope: ['all-types', 'triggered-types'],
  pooling: ['by-type', 'all-types'],
  demandOf: ['own-arm', 'all-arms'],
  initialOn: ['activation', 'first-screened', 'first-randomized'],
  packRounding: ['down', 'up'],
} as const satisfies Partial<Record<Name, readonly string[]>>;

/** Values that are a number, with the largest that the core takes and how it is stepped. */
export const numbers = {
  packSize: { min: 1, max: 5000, step: 1 },
  initialStock: { min: 0, max: 5000, step: 1 },
  newSubjectsPerDay: { min: 0, max: 1000, step: 0.01 },
  dropoutPerDay: { min: 0, max: 1, step: 0.001 },
  minimumShelfLifeDays: { min: 0, max: 2000, step: 1 },
  leadDays: { min: 0, max: 90, step: 1 },
} as const satisfies Partial<Record<Name, unknown>>;

/** In the order in which they are read. */
export const valueGroups = [
  ['levels', 'triggersAt', 'scope', 'pooling'],
  ['packSize', 'packRounding', 'initialOn', 'initialStock'],
  ['demandOf', 'newSubjectsPerDay', 'dropoutPerDay'],
  ['leadDays', 'minimumShelfLifeDays'],
] as const satisfies readonly (readonly Name[])[];

export const isChoice = (name: Name): name is keyof typeof choices => Object.hasOwn(choices, name);
export const isNumber = (name: Name): name is keyof typeof numbers => Object.hasOwn(numbers, name);
