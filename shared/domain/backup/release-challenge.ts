import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { formatCode, readCode } from './telephone-code.ts';

/** Two groups: 12 bits of envelope, 3 bits of layer, 25 bits of a tag that only pack and console can make. */
const challengeGroups = 2;
/** Five groups: 100 bits, which nobody guesses even with the pack in hand. */
const releaseGroups = 5;
export const tagSymbols = 5;
export const releaseSymbols = 20;
export const mostEnvelopes = 4095;
export const mostLayers = 7;

/** One layer of one envelope: what a challenge asks for and a release code opens. */
export interface LayerAddress {
  readonly envelope: number;
  /** From 1. */
  readonly layer: number;
}

export interface Challenge extends LayerAddress {
  readonly tag: readonly number[];
}

/** The challenge that a site reads out. */
export function formatChallenge({ envelope, layer, tag }: Challenge): string {
  const address = (envelope << 3) | layer;
  return formatCode([(address >> 10) & 31, (address >> 5) & 31, address & 31, ...tag]);
}

/** Reads a challenge as heard on the telephone. */
export function readChallenge(text: string): Result<Challenge, Refusal> {
  const read = readCode(text, challengeGroups);
  if (!read.ok) return read;
  const [a = 0, b = 0, c = 0, ...tag] = read.value;
  const address = (a << 10) | (b << 5) | c;
  return ok({ envelope: address >> 3, layer: address & 7, tag });
}

/** A release code as symbols; refuses what was misheard. */
export const readReleaseCode = (text: string): Result<readonly number[], Refusal> =>
  readCode(text, releaseGroups);
