/** What becomes of kits; `packaged` = all up to `leftOnTheWay`, in every replicate. */
export const kitFates = [
  'packaged',
  'used',
  'expiredAtDepots',
  'expiredAtSites',
  'damaged',
  'lost',
  'rejected',
  'leftAtDepots',
  'leftAtSites',
  'leftOnTheWay',
  'shipped',
  'needed',
  'wanted',
] as const;
export type KitFate = (typeof kitFates)[number];
export const FATES: number = kitFates.length;
const balanced: readonly KitFate[] = kitFates.slice(1, 10);

const at = (fate: KitFate): number => kitFates.indexOf(fate);
export const PACKAGED = at('packaged');
export const USED = at('used');
export const EXPIRED_AT_DEPOTS = at('expiredAtDepots');
export const EXPIRED_AT_SITES = at('expiredAtSites');
export const DAMAGED = at('damaged');
export const LOST = at('lost');
export const REJECTED = at('rejected');
export const LEFT_AT_DEPOTS = at('leftAtDepots');
export const LEFT_AT_SITES = at('leftAtSites');
export const LEFT_ON_THE_WAY = at('leftOnTheWay');
export const SHIPPED = at('shipped');
/** Kits that sites hold at the start, and those that depots would have sent without ever lacking any. */
export const NEEDED = at('needed');
/** Kits that visits asked for, whether they got them or not. */
export const WANTED = at('wanted');

/** One number a replicate, beside the fates of each kit type. */
export const studyMeasures = [
  'days',
  'randomized',
  'screened',
  'visits',
  'missed',
  'delayed',
  'overtaken',
  'stockOut',
  'firstStockOut',
  'shipments',
  'lostShipments',
  'cost',
  'costOfKits',
  'costOfShipments',
  'costOfDestruction',
] as const;
export type StudyMeasure = (typeof studyMeasures)[number];
export const STUDY_MEASURES: number = studyMeasures.length;
export const measureAt = (measure: StudyMeasure): number => studyMeasures.indexOf(measure);

/** Place of a fate of a kit type in a replicate's row of numbers. */
export const fateAt = (kitType: number, fate: number): number =>
  STUDY_MEASURES + kitType * FATES + fate;
export const rowLength = (kitTypes: number): number => STUDY_MEASURES + kitTypes * FATES;

/** Packaged kits less those whose fate is known, by kit type: all 0, or the simulation is wrong. */
export function kitsUnaccounted(
  row: ArrayLike<number>,
  kitTypes: number,
  from = STUDY_MEASURES,
): readonly number[] {
  return Array.from({ length: kitTypes }, (_, type) => {
    const base = from + type * FATES;
    const known = balanced.reduce((sum, fate) => sum + (row[base + at(fate)] as number), 0);
    return (row[base + PACKAGED] as number) - known;
  });
}
