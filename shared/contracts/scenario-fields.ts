import { z } from 'zod';
import { identifier, isoDate } from './common.ts';

/** Values of a scenario with what they mean, their unit and their range. */
export const whole = (least: number, most: number, note: string) =>
  z.int().min(least).max(most).describe(note);
export const amount = (most: number, note: string) => z.number().min(0).max(most).describe(note);
export const share = (note: string) => z.number().min(0).max(1).describe(note);
export const id = (note: string) => identifier.describe(note);
export const day = (note: string) => isoDate.describe(`${note}, YYYY-MM-DD`);
export const kits = (note: string) => whole(0, 2_000_000, note);
export const days = (note: string) => whole(0, 2000, note);
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'a country code of two capital letters')
  .describe('ISO 3166-1 alpha-2 code');
