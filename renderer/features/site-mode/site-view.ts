/** Where the one screen of a site is. */
export type SiteView =
  | { readonly kind: 'home' | 'begin' | 'record' | 'packs' | 'people' | 'trail' }
  | { readonly kind: 'subject' | 'correct'; readonly subject: string };
