import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { demonstrationPassphrase } from '../../electron/node/demonstration/people.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';

const dialogOf = (page: Page) => page.getByRole('dialog');

/** Fills in a signature of the dialog that is open. */
async function signAs(page: Page, user: string): Promise<void> {
  await dialogOf(page).getByLabel('User name').fill(user);
  await dialogOf(page).getByLabel('Passphrase', { exact: true }).fill(demonstrationPassphrase);
}

test('lots are decided on, kits scanned for their new date, and released by a second person', async ({
  page,
  demonstration,
}) => {
  test.setTimeout(180_000);
  const door = new Door(page);
  const shell = new Shell(page);
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Maren Solberg');

  await test.step('a lot on hold is released with the signature of QA', async () => {
    await shell.go('Stock');
    await page.getByRole('tab', { name: 'Lots' }).click();
    const row = page.getByRole('grid', { name: 'Lots' }).getByRole('row').filter({
      hasText: 'L26-008',
    });
    await expect(row).toContainText('On hold');
    await row.click();
    const lot = page.getByRole('complementary', { name: 'Lot L26-008' });
    await expect(lot.getByText('Last day to dispense').first()).toBeVisible();
    await expectAccessible(page, 'a lot');
    await lot.getByRole('button', { name: 'Decide on its use' }).click();
    await dialogOf(page).getByRole('radio', { name: 'Release' }).check();
    await dialogOf(page).getByLabel('Reason').fill('Certificate of analysis received.');
    await signAs(page, 'helen');
    await dialogOf(page).getByRole('button', { name: 'Release', exact: true }).click();
    await expect(row).toContainText('Released');
  });

  await test.step('a kit has its new date from its scan on', async () => {
    await page.getByRole('tab', { name: 'Extensions' }).click();
    await page
      .getByRole('grid', { name: 'Extensions of expiry' })
      .getByRole('row')
      .filter({ hasText: 'EXT-01' })
      .click();
    const campaign = page.getByRole('complementary', { name: 'Extension EXT-01' });
    await expectAccessible(page, 'an extension');
    await campaign
      .getByRole('button', { name: /^Confirm new labels at/ })
      .first()
      .click();
    const scan = dialogOf(page).getByLabel('Scan a kit that carries its new label');
    const waiting = dialogOf(page).getByRole('list', { name: /to scan here/ });
    const first = (await waiting.getByRole('listitem').first().textContent()) ?? '';
    await scan.fill('00000000');
    await scan.press('Enter');
    await expect(dialogOf(page).getByRole('alert')).toContainText('not in this study');
    await scan.fill(first.replaceAll(/\s/g, ''));
    await scan.press('Enter');
    await expect(dialogOf(page).getByRole('status')).toContainText('is confirmed');
    await expectAccessible(page, 'the scan of new labels');
    await dialogOf(page).getByRole('button', { name: 'Done' }).click();
  });

  await test.step('who quarantined a kit does not release it', async () => {
    await shell.go('Kits');
    await page.getByRole('combobox', { name: 'Any status' }).click();
    await page.getByRole('option', { name: /^Pre-quarantined/ }).click();
    const rows = page.getByRole('grid', { name: 'Kits' }).getByRole('row');
    await expect(rows.nth(1)).toContainText('Pre-quarantined');
    await rows.nth(1).click();
    const kit = page.getByRole('complementary', { name: /^Kit / });
    await kit.getByRole('button', { name: 'Release', exact: true }).click();
    await dialogOf(page).getByLabel('Reason').fill('The query was answered.');
    await signAs(page, 'maren');
    const release = dialogOf(page).getByRole('button', { name: 'Release', exact: true });
    await release.click();
    await expect(dialogOf(page).getByRole('alert')).toContainText('somebody else must release');
    await signAs(page, 'helen');
    await release.click();
    await expect(kit).toContainText('At depot');
  });
});
