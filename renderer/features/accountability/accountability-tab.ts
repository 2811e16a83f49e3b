export const accountabilityTabs = [
  'sites',
  'depots',
  'study',
  'subjects',
  'reconcile',
  'destructions',
] as const;
export type AccountabilityTab = (typeof accountabilityTabs)[number];

const isTab = (text: string): text is AccountabilityTab =>
  accountabilityTabs.includes(text as AccountabilityTab);

/** `subjects/1001` is a subject, `depots/central` a depot; a bare name is a site. */
export function openedTab(id: string | null): {
  readonly tab: AccountabilityTab;
  readonly open: string | null;
} {
  const [tab = '', ...rest] = (id ?? '').split('/');
  if (!isTab(tab)) return { tab: 'sites', open: id };
  return { tab, open: rest.length === 0 ? null : rest.join('/') };
}
