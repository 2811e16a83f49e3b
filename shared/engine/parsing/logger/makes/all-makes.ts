import { hanwell } from './hanwell.ts';
import type { Make } from './make.ts';
import { meaco } from './meaco.ts';
import { miniClima } from './mini-clima.ts';
import { rotronic } from './rotronic.ts';
import { tAndD } from './t-and-d.ts';
import { tinytag } from './tinytag.ts';
import { trend } from './trend.ts';

/** Every make whose table is known by its own marks, in the order they are asked. */
export const allMakes: readonly Make[] = [
  tinytag,
  tAndD,
  rotronic,
  hanwell,
  meaco,
  trend,
  miniClima,
];
