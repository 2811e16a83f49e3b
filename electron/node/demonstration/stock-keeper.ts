import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';

/** Kits of each type that a site is filled up to, and from which on it is. */
const ceiling = 6;
const trigger = 4;

/** Counts what the demonstration's sites hold, so that its weekly shipments fill them up. All types go alike. */
export class StockKeeper {
  readonly #definition: StudyDefinition;
  readonly #held = new Map<string, Map<string, number>>();

  constructor(definition: StudyDefinition) {
    this.#definition = definition;
  }

  /** What to send to a site now; empty when it has enough of everything. */
  wanted(site: string): { kitType: string; count: number }[] {
    const held = this.#of(site);
    const isLow = this.#definition.kitTypes.some(({ id }) => (held.get(id) ?? 0) < trigger);
    if (!isLow) return [];
    return this.#definition.kitTypes
      .map(({ id }) => ({ kitType: id as string, count: ceiling - (held.get(id) ?? 0) }))
      .filter(({ count }) => count > 0);
  }

  sent(site: string, quantities: readonly { kitType: string; count: number }[]): void {
    const held = this.#of(site);
    for (const { kitType, count } of quantities)
      held.set(kitType, (held.get(kitType) ?? 0) + count);
  }

  used(site: string, armName: string | null, visit: string): void {
    const arm = this.#definition.arms.find(({ name }) => name === armName);
    const row = this.#definition.visitKits.find(
      (kits) => kits.visit === visit && kits.arm === arm?.id,
    );
    const held = this.#of(site);
    for (const { kitType, count } of row?.kits ?? []) {
      held.set(kitType, (held.get(kitType) ?? 0) - count);
    }
  }

  #of(site: string): Map<string, number> {
    const known = this.#held.get(site);
    if (known !== undefined) return known;
    const fresh = new Map<string, number>();
    this.#held.set(site, fresh);
    return fresh;
  }
}
