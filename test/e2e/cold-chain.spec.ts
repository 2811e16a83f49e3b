// Requirements: CLD-07
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { ColdChain } from './pages/cold-chain.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';

const hour = 3_600_000;

/** Local times without a zone: some hours of 15 °C on the way that the demonstration sent nine days ago. */
function loggerFile(): string {
  const start = Date.now() - 9 * 24 * hour - hour;
  const rows = Array.from({ length: 120 }, (_, i) => {
    const at = new Date(start + (i * hour) / 6).toISOString();
    return `${at.slice(0, 10)} ${at.slice(11, 16)},${i > 40 && i < 60 ? '15.0' : '5.0'}`;
  });
  return ['When it was,Temperature °C', ...rows, ''].join('\n');
}

test('an excursion goes from the file of its logger to a signed decision', async ({
  page,
  demonstration,
}) => {
  test.setTimeout(240_000);
  const door = new Door(page);
  const shell = new Shell(page);
  const desk = new ColdChain(page);
  const path = join(demonstration.folder, 'alarm.csv');
  const calm = join(demonstration.folder, 'calm.csv');
  writeFileSync(path, loggerFile());
  writeFileSync(calm, 'Date,Temp °C\n2026-01-31 10:00,5.0\n2026-01-31 10:10,5.1\n');
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Helen Park');

  await test.step('the worklist leads to the shipment that waits for its file', async () => {
    await expect(page.getByText(/Decide excursion EX-00004/)).toBeVisible();
    await page.getByText(/Import the logger file of shipment/).click();
    await expect(page.getByRole('tab', { name: 'Import' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await desk.drop(path, calm);
    await expect(page.getByText(/nothing says where/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: 'calm.csv' })).toBeVisible();
  });

  await test.step('the zone is asked, and the file judged before it is kept', async () => {
    await page.getByLabel('Time zone of the logger').fill('UTC');
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect(page.getByRole('heading', { name: /^Group 1: 3 kits/ })).toBeVisible();
    await expect(desk.chart('Temperatures of the file').locator('canvas')).toBeVisible();
    await page.getByRole('button', { name: 'Another time' }).click();
    await expect(page.getByLabel('Watched from')).toBeVisible();
    await page.getByRole('button', { name: 'Judge this time' }).click();
    await expect(page.getByRole('heading', { name: /^Group 1: 3 kits/ })).toBeVisible();
    await expectAccessible(page, 'a file before its import');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'Open EX-00005' }).click();
  });

  await test.step('the chart zooms by keys and has its table', async () => {
    const chart = desk.chart('Temperatures of EX-00005');
    await chart.locator('canvas').press('+');
    await chart.getByRole('button', { name: 'Show the breach' }).click();
    await chart.getByText('As a table, by day').click();
    await expect(chart.getByRole('table')).toContainText('15.00 °C');
    await expectAccessible(page, 'an excursion');
  });

  await test.step('the decision is signed, and the kits are free', async () => {
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Within the stability budget.');
    await dialog.getByLabel('Passphrase').fill('cachet demonstration');
    await dialog.getByRole('button', { name: 'Sign the decision' }).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(page.getByRole('region', { name: 'Excursion EX-00005' })).toContainText(
      'Released',
    );
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Evidence pack' }).click();
    expect((await download).suggestedFilename()).toContain('excursion EX-00005');
  });

  await test.step('desk, profiles and files are legible in the dark as well', async () => {
    await shell.useDarkColours();
    await desk.open();
    await expect(desk.row('EX-00005')).toContainText('Released');
    await desk.tab('Storage profiles');
    await expect(page.getByRole('button', { name: 'New version' })).toBeVisible();
    await expectAccessible(page, 'storage profiles in the dark');
    await desk.tab('Logger files');
    await page.getByRole('grid', { name: 'Logger files' }).getByText('TL-00001').click();
    await expect(desk.chart('Temperatures of TL-00001').locator('canvas')).toBeVisible();
  });

  await test.step('the review of the trail that is overdue is signed', async () => {
    await shell.go('Trail');
    await page.getByRole('tab', { name: 'Review' }).click();
    await expect(page.getByText('Overdue')).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Critical events' })).toContainText(
      'Released the kits of excursion EX-00005',
    );
    await expectAccessible(page, 'the review of the trail');
    await page.getByRole('button', { name: 'Sign a review' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Passphrase').fill('cachet demonstration');
    await dialog.getByRole('button', { name: 'Sign a review' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('No critical event here')).toBeVisible();
  });

  await test.step('the installation tests itself, and the evidence can be taken out', async () => {
    await shell.go('Study');
    await page.getByRole('tab', { name: 'Evidence' }).click();
    await page.getByRole('button', { name: 'Run the self-test' }).click();
    await expect(page.getByRole('heading', { name: 'Known answers of the engine' })).toBeVisible();
    await expectAccessible(page, 'the evidence of a study');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Make the evidence pack' }).click();
    expect((await download).suggestedFilename()).toContain('evidence pack');
    await expect(page.getByText('Arm-free: no arm, no kit type')).toBeVisible();
  });
});
