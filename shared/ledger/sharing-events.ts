/** One study on several consoles. */
export interface SharingEventBodies {
  /** From here on every entry takes its place in the order that the hub keeps. */
  'study-shared': { readonly hub: string };
  /** A depot, a site or the whole study (`*`) is written by one console alone; null gives it free. */
  'holder-set': { readonly place: string; readonly holder: string | null };
}
