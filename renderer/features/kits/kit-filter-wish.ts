import type { KitFilter } from './kit-filter.ts';

let wish: Partial<KitFilter> = {};

/** Another screen says which kits the Kits screen shows when it is opened next. */
export const wishForKits = (filter: Partial<KitFilter>): void => {
  wish = filter;
};

/** The wish, once. */
export function takeKitWish(): Partial<KitFilter> {
  const taken = wish;
  wish = {};
  return taken;
}
