/** One study on several consoles. */
export interface SharingEventBodies {
  /** From here on every entry takes its place in the order that the hub keeps. */
  'study-shared': { readonly hub: string };
}
