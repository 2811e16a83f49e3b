import { expect } from '@playwright/test';
import { demonstrationPassphrase } from '../../electron/node/demonstration/people.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Resupply } from './pages/resupply.ts';
import { Shell } from './pages/shell.ts';

test('a planner signs a proposal, replays it, and tries other settings', async ({
  page,
  demonstration,
}) => {
  test.setTimeout(180_000);
  const door = new Door(page);
  const shell = new Shell(page);
  const resupply = new Resupply(page);
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Priya Raghavan');

  await test.step('Today leads to the proposal, and each number opens its arithmetic', async () => {
    await page.getByText(/^Sign resupply proposal/).click();
    await expect(page.getByRole('heading', { name: /^Proposal RP-/ })).toBeVisible();
    await expect(shell.band).toBeVisible();
    await resupply.openFirstLine();
    await expect(resupply.inspector.getByText('Order up to')).toBeVisible();
    await expectAccessible(page, 'a line of the proposal');
  });

  await test.step('a changed quantity and a signature make a run', async () => {
    const count = resupply.inspector.getByLabel('Kits to send');
    await count.fill(String(Number(await count.inputValue()) + 1));
    await resupply.inspector.getByLabel(/^Reason/).fill('A subject is expected on Monday');
    await resupply.inspector.getByRole('button', { name: 'Use this quantity' }).click();
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await expect(resupply.dialog).toContainText('1 lines are adjusted');
    await resupply.sign(demonstrationPassphrase, 'Sign and send');
  });

  await test.step('the run is made again from the ledger', async () => {
    await expect(resupply.inspector.getByRole('link', { name: /^SH-/ }).first()).toBeVisible();
    await resupply.inspector.getByRole('button', { name: 'Make it again' }).click();
    await expect(resupply.inspector.getByText('Replayed: same')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('settings show where values come from; a draft is tried before it is signed', async () => {
    await resupply.part('Resupply settings');
    await resupply.choose('Level', 'Site');
    const values = page.getByRole('table', { name: /^Values in force/ });
    await expect(values.getByText('site', { exact: true })).toBeVisible();
    await resupply.choose('Level', 'Study');
    await values.getByRole('textbox', { name: 'Initial stock' }).fill('10');
    await page.getByRole('button', { name: 'Try the draft' }).click();
    await expect(page.getByRole('table', { name: /^The next 30 nights/ })).toContainText('Waste');
    await expect(page.getByRole('heading', { name: 'Blind leak' })).toBeVisible({
      timeout: 60_000,
    });
    await expectAccessible(page, 'resupply settings');
    await page.getByRole('button', { name: 'Sign and put in force' }).click();
    await resupply.dialog.getByLabel(/^Reason/).fill('Two sites ran low in their first week');
    await resupply.sign(demonstrationPassphrase, 'Sign');
    await expect(page.getByText('Two sites ran low in their first week')).toBeVisible();
  });
});
