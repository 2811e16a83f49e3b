/** One field of a row: what it is called and how it is entered. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'select';
  readonly width?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly placeholder?: string;
  readonly description?: string;
}

export const options = (pairs: readonly (readonly [value: string, label: string])[]) =>
  pairs.map(([value, label]) => ({ value, label }));
