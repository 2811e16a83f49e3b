declare const brand: unique symbol;

/** A primitive that only its parser can make, so that ids and units cannot be mixed up. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
