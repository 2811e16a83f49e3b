import type { SelfTestItem } from '../../../shared/contracts/self-test.ts';

type Group = SelfTestItem['group'];

/** One thing that was looked at; `passed` when it is what was expected, unless told. */
export const item = (
  group: Group,
  name: string,
  expected: string,
  found: string,
  passed = expected === found,
): SelfTestItem => ({ group, item: name, expected, found, passed });

/** A look that ends in an exception is an item that failed. */
export function attempted(
  group: Group,
  name: string,
  expected: string,
  look: () => string,
): SelfTestItem {
  try {
    return item(group, name, expected, look());
  } catch (error) {
    return item(group, name, expected, (error as Error).message, false);
  }
}
