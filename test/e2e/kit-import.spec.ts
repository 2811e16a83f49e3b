// Requirements: SUP-02
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Kits } from './pages/kits.ts';
import { Shell } from './pages/shell.ts';

/** A digit string with its ISO 7064 MOD 11,10 check digit, written down apart from the program's own. */
function withCheckDigit(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return `${digits}${(11 - product) % 10}`;
}

const good = ['9900001', '9900002', '9900003'].map(withCheckDigit);
const rows = (numbers: readonly string[], expiry: string): string =>
  [
    'Kit no;Content;Batch;Use by',
    ...numbers.map((kit) => `${kit};rescue;L99-001;${expiry}`),
    '',
  ].join('\r\n');

test('a kit list with bad rows is reported whole and imported not at all', async ({
  page,
  running,
}) => {
  const door = new Door(page);
  const kits = new Kits(page);
  const bad = join(running.folder, 'bad.csv');
  const fine = join(running.folder, 'fine.csv');
  const wrongDigit = `${good[2]?.slice(0, -1)}${(Number(good[2]?.at(-1)) + 1) % 10}`;
  writeFileSync(bad, rows([good[0] ?? '', good[0] ?? '', wrongDigit], '2028-02-31'));
  writeFileSync(fine, rows(good, '2028-02-28'));
  await door.open(running.address);
  await door.makeDemonstration();
  await door.enterAs('Maren Solberg');
  await new Shell(page).go('Kits');
  const counted = page.getByText(/^\d[\d, ]* rows$/);
  await expect(counted).toBeVisible();
  const before = numberIn(await counted.textContent());
  const dialog = await kits.openImport();

  await test.step('every problem has its line', async () => {
    await dialog.locator('input[type=file]').setInputFiles(bad);
    await expect(dialog.getByRole('combobox', { name: 'Kit number' })).toHaveValue('Kit no');
    await mapColumns(page, dialog);
    await dialog.getByRole('button', { name: 'Check every row' }).click();
    await expect(dialog.getByRole('alert')).toContainText('nothing was imported');
    await expect(dialog.getByRole('alert')).toContainText('2028-02-31');
    await expectAccessible(page, 'the report of bad rows');
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save the report' }).click();
    expect((await download).suggestedFilename()).toBe('bad.csv.problems.csv');
  });

  await test.step('the corrected list goes through', async () => {
    await dialog.getByRole('button', { name: 'Back' }).click();
    await dialog.locator('input[type=file]').setInputFiles(fine);
    await mapColumns(page, dialog);
    await dialog.getByRole('button', { name: 'Check every row' }).click();
    await dialog.getByRole('combobox', { name: 'The kits are at the depot' }).click();
    await page.getByRole('option', { name: /central/ }).click();
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog.getByText('3 kits were imported')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect.poll(async () => numberIn(await counted.textContent())).toBe(before + 3);
  });
});

const numberIn = (text: string | null): number => Number((text ?? '').replace(/\D/g, ''));

/** Confirms each column; those that the program did not propose are chosen. */
async function mapColumns(
  page: import('@playwright/test').Page,
  dialog: import('@playwright/test').Locator,
): Promise<void> {
  const columns = { 'Kit number': 'Kit no', 'Kit type': 'Content', Lot: 'Batch', Expiry: 'Use by' };
  for (const [field, column] of Object.entries(columns)) {
    const input = dialog.getByRole('combobox', { name: field, exact: true });
    if ((await input.inputValue()) === column) continue;
    await input.click();
    await page.getByRole('option', { name: column, exact: true }).click();
  }
}
