// Requirements: SUP-15
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { Accountability } from './pages/accountability.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';

const subject = 'S003-001';

test('units come back by scan, and are destroyed before a witness', async ({
  page,
  demonstration,
}) => {
  test.setTimeout(180_000);
  const door = new Door(page);
  const shell = new Shell(page);
  const screen = new Accountability(page);
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Maren Solberg');

  await test.step('every place has an account that balances', async () => {
    await shell.go('Accountability');
    const row = page.getByRole('row').filter({ hasText: 'S001' });
    await expect(row.getByText('Balanced')).toBeVisible();
    const place = await screen.open('S001');
    await expect(place.getByRole('table', { name: 'Account' })).toContainText('Destroyed');
    await expectAccessible(page, 'the account of a site');
    await page.keyboard.press('Escape');
  });

  const number = await test.step('more units than were dispensed are refused', async () => {
    await screen.tab('Subjects');
    const account = await screen.open(subject);
    const dispensed = account.getByRole('row').filter({ hasText: 'Dispensed' }).first();
    await expect(dispensed).toBeVisible();
    const kit = /\d{4}\s?\d{4}/.exec((await dispensed.textContent()) ?? '')?.[0] ?? '';
    await account.getByRole('button', { name: 'Take back units' }).click();
    await screen.scanWrong('Scan a returned kit', '00000000');
    await expect(screen.dialog.getByRole('alert')).toContainText('No kit here is called 00000000');
    const typed = kit.replace(/\s/g, '');
    await screen.scan('Scan a returned kit', typed);
    const count = screen.dialog.getByLabel(`Units counted in ${typed}`);
    await count.fill('99');
    await expectAccessible(page, 'taking units back');
    await screen.dialog.getByRole('button', { name: 'Take back 1 kit' }).click();
    await expect(screen.dialog.getByText(/99 units of \d+ dispensed/)).toBeVisible();
    await expect(count, 'what was typed stays').toHaveValue('99');
    await count.fill('4');
    await screen.dialog.getByRole('button', { name: 'Take back 1 kit' }).click();
    await expect(page.getByText('1 kit taken back with 4 units.')).toBeVisible();
    await expect(account.getByRole('row').filter({ hasText: 'Returned' })).toBeVisible();
    return typed;
  });

  await test.step('the kit is set aside and destroyed; the witness is somebody else', async () => {
    await page.keyboard.press('Escape');
    await screen.more('Set aside for destruction');
    await screen.scan('Scan or type a kit number', number);
    await screen.dialog.getByLabel('Reason').fill('End of treatment');
    await screen.dialog.getByRole('button', { name: 'Set 1 kit aside' }).click();
    await expect(screen.dialog).toBeHidden();
    await screen.more('Destroy before a witness');
    await screen.dialog.getByRole('combobox', { name: 'Place' }).click();
    await page.getByRole('option', { name: /S003/ }).click();
    await screen.scan('Scan or type a kit number', number);
    await screen.dialog.getByLabel('Method').fill('incineration');
    await screen.dialog.getByLabel('Destroyed on').fill('1 Jan 2026');
    await screen.dialog.getByLabel('User name').fill('maren');
    await screen.dialog.getByLabel('Passphrase').fill('cachet demonstration');
    const record = screen.dialog.getByRole('button', { name: 'Record the destruction of 1 kit' });
    await record.click();
    await expect(screen.dialog.getByText(/cannot be its witness/)).toBeVisible();
    await expectAccessible(page, 'destroying');
    await screen.dialog.getByLabel('User name').fill('helen');
    await screen.dialog.getByLabel('Passphrase').fill('cachet demonstration');
    const certificate = page.waitForEvent('download');
    await record.click();
    expect((await certificate).suggestedFilename()).toMatch(/destruction DX-\d+.*\.pdf$/);
  });

  await test.step('what is open stands with its owner, and in the dark as well', async () => {
    await screen.tab('To reconcile');
    await expect(page.getByRole('table', { name: 'Discrepancies' })).toContainText('maren');
    await shell.useDarkColours();
    await expectAccessible(page, 'what is to reconcile, in the dark');
  });
});
