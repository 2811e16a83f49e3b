// Requirements: SUP-09
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';
import { Shipments } from './pages/shipments.ts';

const wanted = { 'Cachetine 20 mg capsules': 1, 'Placebo capsules': 1, 'Rescue tablets 5 mg': 1 };

test('a shipment goes from request to receipt, and the stock with it', async ({
  page,
  demonstration,
}) => {
  test.setTimeout(180_000);
  const door = new Door(page);
  const shell = new Shell(page);
  const shipments = new Shipments(page);
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Maren Solberg');
  const stockRow = page
    .getByRole('grid', { name: 'Stock' })
    .getByRole('row')
    .filter({ hasText: 'S006' });
  const total = (column: number) => stockRow.getByRole('gridcell').nth(column);

  await test.step('Stock shows what the site holds, and its lots', async () => {
    await shell.go('Stock');
    await expect(shell.band).toBeVisible();
    await expectAccessible(page, 'Stock');
    await stockRow.click();
    const place = page.getByRole('complementary', { name: 'Stock at S006' });
    await expect(place.getByText('Last day to dispense').first()).toBeVisible();
    await expectAccessible(page, 'the stock of a site');
    await page.keyboard.press('Escape');
  });
  await expect(total(4)).toHaveText(/^\d+$/);
  const before = Number(await total(4).textContent());

  await shell.go('Shipments');
  await expect(page.getByRole('region', { name: /on their way/ })).toContainText('In transit');
  await expectAccessible(page, 'Shipments');
  const code = await test.step('it is requested and approved', async () => {
    const shipment = await shipments.request(/central/, /S006/, wanted);
    await expect(shipments.inspector(shipment)).toContainText('central → S006');
    await expectAccessible(page, 'a shipment');
    await shipments.step(shipment, 'Approve');
    await expect(shipments.inspector(shipment)).toContainText('Approved');
    return shipment;
  });

  await test.step('on the board it stands among the approved ones, within reach of the arrow keys', async () => {
    await page.getByText('Board', { exact: true }).click();
    const board = page.getByRole('region', { name: 'Shipments by status' });
    const card = board.getByRole('link', { name: new RegExp(code) });
    await expect(card).toContainText(/leaves by|late since/);
    await expectAccessible(page, 'the board of shipments');
    await card.press('ArrowLeft');
    await expect(card).not.toBeFocused();
    await card.press('Enter');
    await expect(shipments.inspector(code)).toContainText('Approved');
    await page.getByText('Table', { exact: true }).click();
  });

  const numbers = await test.step('it is picked by scan; a wrong kit is explained', async () => {
    await shipments.step(code, 'Pick');
    const proposed = await shipments.numbersIn('Proposed kits');
    expect(proposed).toHaveLength(3);
    const confirm = shipments.dialog.getByRole('button', { name: 'Confirm the pick' });
    await shipments.scan(proposed[0] ?? '');
    await expect(shipments.dialog.getByText('1 of 3')).toBeVisible();
    await shipments.scanWrong('00000000');
    await expect(shipments.dialog.getByText('There is no kit 00000000 here.')).toBeVisible();
    await expect(confirm).toBeDisabled();
    await shipments.scanWrong(`(01)09506000134352(21)${proposed[1]}(7240)OTHER-9`);
    await expect(shipments.dialog.getByText(/belongs to the study OTHER-9/)).toBeVisible();
    await expectAccessible(page, 'picking');
    await page.keyboard.press('Escape');
    await shipments.step(code, 'Pick');
    await expect(shipments.dialog.getByText('1 of 3'), 'the scan is kept').toBeVisible();
    for (const number of proposed.slice(1)) await shipments.scan(number);
    await confirm.click();
    await expect(shipments.inspector(code)).toContainText('Picked');
    return proposed;
  });

  await test.step('it is packed: a wrong shipper number is refused, what was typed stays', async () => {
    await shipments.step(code, 'Pack');
    const sscc = shipments.dialog.getByLabel('Shipper number (SSCC)');
    await sscc.fill('340123450000000018');
    await shipments.dialog.getByLabel('Temperature logger').fill('FT2-90001');
    await shipments.dialog.getByRole('button', { name: 'Pack' }).click();
    await expect(shipments.dialog.getByRole('alert')).toContainText('wrong check digit');
    await expect(shipments.dialog.getByLabel('Temperature logger')).toHaveValue('FT2-90001');
    await sscc.fill('340123450000000017');
    await shipments.dialog.getByRole('button', { name: 'Pack' }).click();
    await expect(shipments.inspector(code)).toContainText('Packed');
  });

  await test.step('it is handed to the carrier', async () => {
    await shipments.step(code, 'Hand to the carrier');
    await shipments.dialog.getByLabel('Carrier').fill('Courier');
    await shipments.dialog.getByRole('button', { name: 'Hand to the carrier' }).click();
    await expect(shipments.inspector(code)).toContainText('In transit');
  });

  await test.step('it is received kit by kit, one of them damaged', async () => {
    await shipments.step(code, 'Receive');
    for (const number of numbers.slice(0, 2)) await shipments.scan(number);
    await shipments.dialog.getByText('Damaged', { exact: true }).first().click();
    await shipments.scanFromAside(numbers[2] ?? '');
    await expect(shipments.dialog.getByText('3 of 3')).toBeVisible();
    await expect(page.getByText(/is with Courier/), 'the notice has gone').toBeHidden();
    await expectAccessible(page, 'receiving');
    await shipments.dialog.getByRole('button', { name: 'Go on to the logger' }).click();
    await shipments.dialog.getByRole('radio', { name: 'No alarm' }).check();
    await expectAccessible(page, 'the end of receiving');
    await shipments.dialog.getByRole('button', { name: 'Record 3 kits' }).click();
    await expect(shipments.dialog.getByText('3 kits are recorded')).toBeVisible();
    const download = page.waitForEvent('download');
    await shipments.dialog.getByRole('button', { name: /Proof of receipt/ }).click();
    expect((await download).suggestedFilename()).toContain(`receipt ${code}`);
    await shipments.dialog.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('two more kits are available at the site', async () => {
    await shell.go('Stock');
    await expect(total(4)).toHaveText(String(before + 2));
  });

  await test.step('a scan of its number opens it, and dark colours are as legible', async () => {
    await shell.scan(code);
    await expect(shipments.inspector(code)).toContainText('Received');
    await shell.useDarkColours();
    await expectAccessible(page, 'a shipment in the dark');
    await shell.go('Stock');
    await expectAccessible(page, 'Stock in the dark');
  });
});

test('a site user receives what is sent to the own site and is told no type', async ({
  page,
  demonstration,
}) => {
  const door = new Door(page);
  const shell = new Shell(page);
  const shipments = new Shipments(page);
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Jonas Weiss');
  await page.getByText('Receive 6 kits at S001').click();
  await expect(page.getByRole('button', { name: 'Receive', exact: true })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(/Cachetine 20|Placebo caps|Rescue/);
  await page.getByRole('button', { name: 'Receive', exact: true }).click();
  const numbers = await shipments.numbersIn(/should be in the box/);
  await shipments.scan(numbers[0] ?? '');
  await expect(shipments.dialog.getByText('1 of 6')).toBeVisible();
  await page.keyboard.press('Escape');
  await shell.go('Stock');
  await expect(page.getByRole('grid', { name: 'Stock' }).getByRole('columnheader')).toHaveCount(7);
  await expect(shell.band).toBeHidden();
});
