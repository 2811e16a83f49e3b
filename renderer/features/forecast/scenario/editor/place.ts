/** Where something stands in a scenario, from the outside in. */
export type Place = readonly (string | number)[];

type Tree = { readonly [key: string]: unknown };

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const child = (tree: unknown, key: string | number): unknown => {
  if (typeof key === 'number') return Array.isArray(tree) ? tree[key] : undefined;
  return isTree(tree) && Object.hasOwn(tree, key) ? tree[key] : undefined;
};

/** What stands at a place; undefined where nothing does. */
export const valueAt = (tree: unknown, place: Place): unknown =>
  place.reduce<unknown>((found, key) => child(found, key), tree);

function put(tree: unknown, place: Place, value: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  const next = put(child(tree, key), rest, value);
  if (typeof key === 'number') {
    return Array.isArray(tree) ? tree.map((one, i) => (i === key ? next : one)) : tree;
  }
  const known = isTree(tree) ? tree : {};
  if (next !== undefined) return { ...known, [key]: next };
  return Object.fromEntries(Object.entries(known).filter(([name]) => name !== key));
}

/** The tree with another value at a place; undefined takes a member out. */
export const withValue = <T>(tree: T, place: Place, value: unknown): T =>
  put(tree, place, value) as T;

/** The list at a place; empty where there is none. */
export const listAt = (tree: unknown, place: Place): readonly unknown[] => {
  const found = valueAt(tree, place);
  return Array.isArray(found) ? found : [];
};
