import type { Brand } from '../../base/brand.ts';

/** The number printed on a kit, capitals and digits without spaces. Says nothing of the kit's type. */
export type KitNumber = Brand<string, 'KitNumber'>;

const shape = /^[A-Z0-9][A-Z0-9-]{0,29}$/;

/** Type guard for stored and imported numbers, whatever their origin. */
export const isKitNumber = (text: string): text is KitNumber => shape.test(text);

/** What a person typed or a scanner sent, as the number it means: spaces dropped, capitals. Not yet checked. */
export const typedKitNumber = (text: string): string => text.replace(/\s+/g, '').toUpperCase();

/** For screens and labels: `1234 5678`; the last group may be shorter. 0 leaves the number whole. */
export function groupedKitNumber(number: string, grouping: number): string {
  if (grouping < 1) return number;
  const groups: string[] = [];
  for (let start = 0; start < number.length; start += grouping) {
    groups.push(number.slice(start, start + grouping));
  }
  return groups.join(' ');
}
