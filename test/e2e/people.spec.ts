// Requirements: TRU-03
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { sign } from './pages/sign.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';

const first = 'first words for nobody else';
const own = 'four unrelated words mine';

test('a new pharmacist gets a passphrase of her own, and the key only from who holds it', async ({
  page,
  demonstration,
}) => {
  const door = new Door(page);
  const shell = new Shell(page);
  await door.openDemonstration(demonstration.address);

  await test.step('the administrator adds her and cannot give the key', async () => {
    await door.enterAs('Ada Nkemelu');
    await shell.go('Study');
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByLabel('Printed name').fill('Nora Berg');
    await dialog.getByLabel('User name').first().fill('nora');
    await dialog.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Unblinded pharmacist' }).click();
    await dialog.getByLabel('First passphrase').fill(first);
    await sign(dialog);
    await expectAccessible(page, 'the dialog for a new person');
    await dialog.getByRole('button', { name: 'Add a person' }).click();
    const row = page.getByRole('row', { name: /Nora Berg/ });
    await expect(row).toContainText('Waits for the key');
    await expect(row.getByRole('button', { name: 'Give the key' })).toHaveCount(0);
    await shell.lock();
  });

  await test.step('she must choose her own passphrase, and sees no arm yet', async () => {
    await door.signIn('nora', first);
    await expect(door.heading('Choose your own passphrase')).toBeVisible();
    await expectAccessible(page, 'the first passphrase');
    await page.getByLabel('Current passphrase').fill(first);
    await page.getByLabel('New passphrase').fill(own);
    await page.getByLabel('Passphrase again').fill(`${own}!`);
    const change = page.getByRole('button', { name: 'Change passphrase' });
    await expect(change).toBeDisabled();
    await page.getByLabel('Passphrase again').fill(own);
    await change.click();
    await shell.go('Kits');
    await expect(page.getByRole('columnheader', { name: 'Kit type' })).toHaveCount(0);
    await expect(shell.band).toBeHidden();
    await shell.lock();
  });

  await test.step('a holder of the key gives it, with a reason', async () => {
    await door.enterAs('Maren Solberg');
    await shell.go('Study');
    await page.getByRole('tab', { name: 'People' }).click();
    const row = page.getByRole('row', { name: /Nora Berg/ });
    await row.getByRole('button', { name: 'Give the key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Second pharmacist at the depot');
    await sign(dialog);
    await dialog.getByRole('button', { name: 'Give the key' }).click();
    await expect(row).toContainText('May see arms');
    await shell.lock();
  });

  await test.step('now she sees kit types, under the band', async () => {
    await door.signIn('nora', own);
    await shell.go('Kits');
    await expect(page.getByRole('columnheader', { name: 'Kit type' })).toBeVisible();
    await expect(shell.band).toBeVisible();
  });
});
