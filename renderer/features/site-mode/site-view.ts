/** Where the one screen of a site is. */
export type SiteView =
  | { readonly kind: 'home' | 'begin' | 'record' | 'packs' }
  | { readonly kind: 'subject'; readonly subject: string };
