// Requirements: OFF-05
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test as base } from './loopback-console.ts';
import { Backup } from './pages/backup.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';
import { SiteMode } from './pages/site-mode.ts';
import { startConsole, studyFolder } from './running-console.ts';

const passphrase = 'downtime drill passphrase';
const own = 'four unrelated words here';

function foundStudy(folder: string): void {
  const program = join(import.meta.dirname, 'found-drill-study.ts');
  const resources = join(import.meta.dirname, '..', '..', 'resources');
  const made = spawnSync(process.execPath, [program, folder, resources], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the study was not made: ${made.stderr}`);
}

/** What a button saves, as a path. */
async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const file = await download;
  const path = join(await file.path(), '..', file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

interface Pharmacy {
  /** The window of the console; `running` is the machine of the site. */
  readonly desk: Page;
  readonly address: string;
}

const test = base.extend<{ pharmacy: Pharmacy }>({
  pharmacy: async ({ browser }, use) => {
    const study = studyFolder();
    foundStudy(study.directory);
    const store = join(study.directory, 'console.cachet');
    const { address, close } = await startConsole(join(study.directory, 'console'), store);
    const context = await browser.newContext();
    await use({ desk: await context.newPage(), address });
    await context.close();
    await close();
    study.remove();
  },
});

test('a site randomizes without the network, and its record is reconciled', async ({
  page,
  running,
  pharmacy,
}) => {
  const { desk } = pharmacy;
  const shell = new Shell(desk);
  const backup = new Backup(desk);
  const site = new SiteMode(page);

  await test.step('the machine of the site is enrolled and gets a pack', async () => {
    await page.goto(running.address);
    await page.getByRole('button', { name: /^Site on backup/ }).click();
    const fingerprint = page.getByLabel('Fingerprint of this computer');
    await expect(fingerprint).toHaveText(/\w{5}/);
    await desk.goto(pharmacy.address);
    await new Door(desk).signIn('maren', passphrase);
    await shell.go('Backup');
    const request = await page.locator('code').innerText();
    await backup.enrol(/^S001/, request, await fingerprint.innerText(), passphrase);
    await backup.issue('P-1', /^S001/, passphrase);
    await expectAccessible(desk, 'a pack');
  });

  await test.step('the site makes its file from the pack', async () => {
    const pack = await saved(desk, 'Save the pack');
    await page.locator('input[type=file]').setInputFiles(pack);
    await expect(page.getByText('4 sealed envelopes')).toBeVisible();
    await page.getByRole('button', { name: 'The fingerprints are the same' }).click();
    await page.getByLabel('Printed name').fill('Nora Berg');
    await page.getByLabel('User name').fill('nora');
    await page.getByLabel('Passphrase', { exact: true }).fill(own);
    await page.getByLabel('Passphrase again').fill(own);
    await page.getByRole('button', { name: /Make the site/ }).click();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await new Door(page).signIn('nora', own);
    await expect(page.getByText('DRILL', { exact: true }).first()).toBeVisible();
    await expect(page.getByText('2 of 2')).toHaveCount(2);
    await expectAccessible(page, 'the start of a site');
  });

  await test.step('an envelope is opened with the help of the telephone', async () => {
    await site.begin('S001-001');
    await shell.go('Backup');
    await backup.part('Hub');
    await expect(desk.getByText('This machine exchanges with no hub.')).toBeVisible();
    await expectAccessible(desk, 'no hub');
    await backup.part('Helpline');
    const code = await backup.answer('S001-001', await site.challenge());
    await site.typeCode(['00000']);
    await expect(page.getByText('Have group 1 read again')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Open the envelope' })).toBeDisabled();
    await site.typeCode(code);
    await expectAccessible(page, 'the release by telephone');
    await site.open();
    await expect(page.getByText('1 of 2')).toBeVisible();
  });

  await test.step('only the kit of the envelope can be confirmed', async () => {
    const kit = await site.kit();
    await page.getByRole('button', { name: 'I have this kit in my hand' }).click();
    const given = page.getByRole('button', { name: 'Given to S001-001' });
    await page.getByLabel('Number on the kit').fill('9'.repeat(kit.length));
    await expect(page.getByText('This is another kit')).toBeVisible();
    await expect(given).toBeDisabled();
    await page.getByLabel('Number on the kit').fill(kit);
    await given.click();
    await expect(page.getByText('S001-001 is randomized')).toBeVisible();
  });

  await test.step('a value that was wrong is corrected, and the record says so', async () => {
    await page.getByRole('button', { name: 'A value was wrong' }).click();
    await site.next();
    await site.choose('Male');
    await page.getByLabel('Reason').fill('The chart of another subject was open.');
    await page.getByRole('button', { name: 'Record the correction' }).click();
    await expect(page.getByText('Corrected to')).toBeVisible();
    await page.getByRole('button', { name: 'Back to the start' }).click();
  });

  await test.step('questions that were left unfinished are not gone on with unasked', async () => {
    await page.getByRole('button', { name: 'Randomize a subject now' }).click();
    await page.getByLabel('Subject number').fill('S001-002');
    await site.next();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('button', { name: 'Randomize a subject now' }).click();
    await expect(page.getByLabel('Subject number')).toHaveValue('S001-002');
    await site.next();
    await page.getByRole('button', { name: 'Lock' }).click();
    await new Door(page).signIn('nora', own);
    await page.getByRole('button', { name: 'Randomize a subject now' }).click();
    await site.choose('No, begin with another subject');
    await expect(page.getByLabel('Subject number')).toHaveValue('');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
  });

  await test.step('the site reads the trail of its file', async () => {
    await page.getByRole('button', { name: 'Trail of this computer' }).click();
    const trail = page.getByRole('list', { name: 'Trail of this computer' });
    await expect(trail.getByText('The chart of another subject was open.')).toBeVisible();
    await expectAccessible(page, 'the trail of a site');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
  });

  await test.step('the record comes home, and the correction waits for a decision', async () => {
    await page.getByRole('button', { name: 'Hand the record back' }).click();
    const record = await saved(page, 'Save the record');
    await backup.part('Records');
    await desk.locator('input[type=file]').setInputFiles(record);
    await expect(desk.getByText('One assignment was judged')).toBeVisible();
    await backup.part('Reconciliation');
    await desk.getByRole('link', { name: 'S001-001' }).click();
    await expect(desk.getByText('Record of the site')).toBeVisible();
    await expect(desk.getByText('The site corrected the stratum to')).toBeVisible();
    await expectAccessible(desk, 'an offline assignment');
  });
});
