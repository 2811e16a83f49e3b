import type { ForecastModel, LotKits, LotModel, SupplySite } from './model.ts';

/** Kits of a lot that no forecast empties, and the last day of a lot that none outlives. */
const BOUNDLESS = 1_000_000_000;
const FOR_EVER = 10_000_000;

/** A model whose depots never lack kits, and the lots that make up for those that the scenario has not. */
export interface Unlimited {
  readonly model: ForecastModel;
  /** [depot · types + type]: the further lot, of which kits go only when no other lot will do. */
  readonly furtherLot: readonly number[];
}

/** Adds a lot of any size that expires last to every depot and kit type. */
export function withoutShortage(model: ForecastModel): Unlimited {
  const { supply } = model;
  const { kitTypes, depots } = supply;
  const types = Array.from({ length: kitTypes }, (_, kitType) => kitType);
  const lots = types.flatMap((kitType) => [
    ...supply.lots.filter((lot) => lot.kitType === kitType),
    ...Array.from({ length: depots }, (_, depot) => furtherLot(kitType, depot)),
  ]);
  const furtherOf = (depot: number, kitType: number): number =>
    lots.findLastIndex((lot) => lot.kitType === kitType) - (depots - 1 - depot);
  // Each type before has got as many further lots as there are depots.
  const moved = <T extends LotKits>(held: readonly T[]): readonly T[] =>
    held.map((one) => {
      const { kitType } = supply.lots[one.lot] as LotModel;
      return { ...one, lot: one.lot + kitType * depots };
    });
  const sites = supply.sites.map((site: SupplySite) => ({
    ...site,
    stock: moved(site.stock),
    inTransit: moved(site.inTransit),
  }));
  return {
    model: { ...model, supply: { ...supply, lots, sites } },
    furtherLot: Array.from({ length: depots * kitTypes }, (_, cell) =>
      furtherOf(Math.floor(cell / kitTypes), cell % kitTypes),
    ),
  };
}

const furtherLot = (kitType: number, depot: number): LotModel => ({
  kitType,
  depot,
  kits: BOUNDLESS,
  releaseDay: 0,
  expiryDay: FOR_EVER,
});

/** Kits of a further lot that were sent. */
export const takenOf = (leftAtDepot: number): number => BOUNDLESS - leftAtDepot;
