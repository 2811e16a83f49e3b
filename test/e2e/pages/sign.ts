import type { Locator } from '@playwright/test';

/** Signs in a dialog as the person at work, whose name stands there already. */
export async function sign(dialog: Locator): Promise<void> {
  const signature = dialog.getByRole('group', { name: 'Signature' });
  await signature.getByLabel('Passphrase', { exact: true }).fill('cachet demonstration');
}
