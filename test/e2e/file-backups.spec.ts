// Requirements: PLT-03
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { sign } from './pages/sign.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';

test('an administrator schedules backups, and a pharmacist restores one after comparing', async ({
  page,
  demonstration,
}) => {
  const door = new Door(page);
  const shell = new Shell(page);
  const place = join(demonstration.folder, 'kept');
  mkdirSync(place);
  await door.openDemonstration(demonstration.address);

  await test.step('the schedule is set, and a backup stands in the list', async () => {
    await door.enterAs('Ada Nkemelu');
    await shell.go('Study');
    await page.getByRole('tab', { name: 'Backups' }).click();
    await page.getByRole('button', { name: 'Set the schedule' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set the schedule' });
    await dialog.getByLabel('Folder for backups').fill(place);
    await dialog.getByLabel('Reason').fill('Agreed with quality assurance');
    await sign(dialog);
    await expectAccessible(page, 'the schedule of backups');
    await dialog.getByRole('button', { name: 'Set the schedule' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect(page.getByRole('row', { name: /BK-00001/ })).toContainText('Kept');
    await expectAccessible(page, 'the backups of the file');
    await shell.lock();
  });

  await test.step('the comparison says what would be lost; the old file stays', async () => {
    await door.enterAs('Maren Solberg');
    await shell.go('Study');
    await page.getByRole('tab', { name: 'Backups' }).click();
    await page.getByRole('button', { name: 'Restore from a backup' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore from a backup' });
    await dialog.getByRole('combobox', { name: 'A backup of the list' }).click();
    await page.getByRole('option', { name: /BK-00001/ }).click();
    await dialog.getByLabel('Passphrase').fill('cachet demonstration');
    await dialog.getByRole('button', { name: 'Compare' }).click();
    await expect(dialog.getByText(/entries would be lost/)).toBeVisible();
    await expectAccessible(page, 'the comparison with a backup');
    const restore = dialog.getByRole('button', { name: 'Restore as a new file' });
    await dialog.getByLabel('Reason').fill('The disk failed');
    await sign(dialog);
    await expect(restore).toBeDisabled();
    await dialog.getByLabel(/I accept that these entries are lost/).check();
    await restore.click();
    await expect(page.getByText(/is the study now, in epoch 2/)).toBeVisible();
  });

  await test.step('the restored study opens', async () => {
    await door.enterAs('Maren Solberg');
    await shell.go('Trail');
    await expect(page.getByText(/[Rr]estored/).first()).toBeVisible();
  });
});
