// Requirements: RND-11
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Kits } from './pages/kits.ts';
import { Shell } from './pages/shell.ts';
import { Subjects } from './pages/subjects.ts';
import { picture } from './picture.ts';

test('an unblinded pharmacist does the whole job in the demonstration', async ({
  page,
  running,
}) => {
  const door = new Door(page);
  const shell = new Shell(page);
  const kits = new Kits(page);
  const subjects = new Subjects(page);

  await test.step('make the demonstration and sign in', async () => {
    await door.open(running.address);
    expect(page.url(), 'the token is taken out of the address').not.toContain('token');
    await expectAccessible(page, 'the study chooser');
    await door.makeDemonstration();
    await expectAccessible(page, 'the sign-in page');
    await picture(page, 'sign-in');
    await door.enterAs('Maren Solberg');
  });

  await test.step('Today shows the worklist and the figures', async () => {
    await expect(page.getByText('Kits available')).toBeVisible();
    await expect(page.getByRole('link', { name: /Sign list RESERVE/ })).toBeVisible();
    // What a site is short of names kit types; nothing else on Today does.
    const isShort = (await page.getByRole('link', { name: /short of kits/ }).count()) > 0;
    await expect(shell.band).toBeVisible({ visible: isShort });
    await page.mouse.move(0, 0);
    await picture(page, 'today');
    await expectAccessible(page, 'Today');
  });

  const kit = await test.step('Kits opens a kit with its history', async () => {
    await shell.go('Kits');
    await expect(shell.band).toBeVisible();
    const number = await kits.openRow(1);
    await expect(kits.inspector(number).getByText('What happened to it')).toBeVisible();
    await expect(kits.inspector(number).getByText(/^Added \d+ kits/)).toBeVisible();
    await picture(page, 'kits');
    await expectAccessible(page, 'Kits');
    await page.keyboard.press('Escape');
    await expect(kits.inspector(number)).toBeHidden();
    return number;
  });

  await test.step('a scan opens the kit that it names, also from a GS1 label', async () => {
    await shell.go('Today');
    await shell.scan(kit);
    await expect(kits.inspector(kit)).toBeVisible();
    await shell.go('Today');
    await shell.scan(`]d201095060001343521728013121${kit}`);
    await expect(kits.inspector(kit)).toBeVisible();
    await page.keyboard.press('Escape');
    await shell.scan(']d201095060001343521728013110L25-064');
    await expect(page.getByRole('complementary', { name: /L25-064/ })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a refused allocation uses nothing and loses nothing', async () => {
    await shell.go('Subjects');
    await subjects.startAllocation();
    await subjects.fill('S001-001', /^S001 /, '50');
    await expectAccessible(page, 'the allocation form');
    await subjects.confirm();
    await expect(subjects.dialog.getByRole('alert')).toContainText('S001-001');
    await subjects.dialog.getByRole('button', { name: 'Back' }).click();
    await expect(subjects.dialog.getByLabel('Subject', { exact: true })).toHaveValue('S001-001');
    await expect(subjects.dialog.getByLabel('Age at randomization')).toHaveValue('50');
  });

  await test.step('a subject is randomized and the kit numbers are read out', async () => {
    await subjects.dialog.getByLabel('Subject', { exact: true }).fill('S001-091');
    await picture(page, 'allocate');
    await subjects.confirm();
    const result = page.getByRole('dialog', { name: 'S001-091 is randomized' });
    await expect(result.getByText('Give the subject these 2 kits')).toBeVisible();
    await expect(result.getByText('Why these kits')).toBeVisible();
    await expect(result.getByText('chosen').first()).toBeVisible();
    await picture(page, 'allocated');
    await expectAccessible(page, 'the allocation result');
    const download = page.waitForEvent('download');
    await result.getByRole('button', { name: /Print slip/ }).click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
    await result.getByRole('button', { name: 'Done' }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'was saved' });
    await notice.getByRole('button', { name: 'Close' }).click();
    await expect(notice).toBeHidden();
  });

  await test.step('the subject shows its kits and next visits', async () => {
    await page.getByRole('grid', { name: 'Subjects' }).getByText('S001-091').click();
    const inspector = subjects.inspector('S001-091');
    await expect(inspector.getByText('Kits dispensed')).toBeVisible();
    await expect(inspector.getByRole('link').filter({ hasText: /^[\d\s]+$/ })).toHaveCount(2);
    await picture(page, 'subject');
    await expectAccessible(page, 'a subject');
  });

  await test.step('Randomization shows the locked list and its certificate', async () => {
    await shell.go('Randomization');
    const lists = page.getByRole('navigation', { name: 'Lists' });
    await lists.getByRole('link', { name: /^MAIN/ }).click();
    await expect(page.getByRole('heading', { name: 'List MAIN' })).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Certificate' }).click();
    expect((await download).suggestedFilename()).toContain('MAIN');
    await picture(page, 'randomization');
    await expectAccessible(page, 'Randomization');
    await page.getByRole('button', { name: 'Ask for an opening' }).click();
    const asking = page.getByRole('dialog', { name: 'Ask for an opening' });
    await asking.getByLabel('Reason').fill('Check of the first assignments');
    await asking.getByLabel('Passphrase', { exact: true }).fill('cachet demonstration');
    await asking.getByRole('button', { name: 'Ask for an opening' }).click();
    await page.getByRole('button', { name: 'A second person grants it here' }).click();
    const granting = page.getByRole('dialog', { name: /^Grant opening/ });
    await granting.getByLabel('User name').fill('tomas');
    await granting.getByLabel('Passphrase', { exact: true }).fill('cachet demonstration');
    await granting.getByRole('button', { name: 'Grant', exact: true }).click();
    await expect(shell.band).toBeHidden();
    await page.getByRole('button', { name: 'Show the slots' }).click();
    await expect(page.getByRole('table', { name: 'Slots with their arms' })).toBeVisible();
    await expect(shell.band).toBeVisible();
    await page.getByRole('button', { name: 'Hide' }).click();
    await expect(shell.band).toBeHidden();
    await shell.go('Code break');
    await page.getByRole('tab', { name: 'Custody' }).click();
    await page
      .getByRole('grid', { name: 'Custody' })
      .getByText('Look at list MAIN')
      .first()
      .click();
    await expect(page.getByRole('complementary', { name: /^Opening CU-/ })).toContainText(
      '200 rows',
    );
    await expectAccessible(page, 'the register of custody');
  });

  await test.step('the trail has it all and verifies', async () => {
    await shell.go('Trail');
    const trail = page.getByRole('grid', { name: 'Trail' });
    await expect(trail.getByText(/Randomized subject S001-091/)).toBeVisible();
    await expectAccessible(page, 'Trail');
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByText('The trail is whole')).toBeVisible({ timeout: 60_000 });
    await picture(page, 'verified');
    await expectAccessible(page, 'the verification');
    await page.keyboard.press('Escape');
  });

  await test.step('every part of Study and Help can be read', async () => {
    await shell.go('Study');
    for (const tab of ['Definition', 'Sites and depots', 'People', 'Roles', 'As a file', 'About']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel')).not.toBeEmpty();
      await expectAccessible(page, `Study, ${tab}`);
    }
    await shell.go('Help');
    await page.getByLabel('Search the help').fill('unicorn excursion');
    await expect(page.getByText('No page has all these words')).toBeVisible();
    await page.getByLabel('Search the help').fill('FNC1');
    await page.getByRole('link', { name: /Scanner and keyboard/ }).click();
    await expect(page.getByRole('heading', { name: 'Scanner and keyboard' })).toBeVisible();
    await expectAccessible(page, 'Help');
  });

  await test.step('the palette finds the new subject', async () => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Kit or subject number, screen, or action').fill('S001-091');
    await page.getByText('Subject at S001').click();
    await expect(subjects.inspector('S001-091')).toBeVisible();
  });

  await test.step('dark colours are as legible', async () => {
    await shell.useDarkColours();
    await expectAccessible(page, 'a subject in the dark');
    for (const screen of ['Today', 'Kits', 'Randomization', 'Trail', 'Study'] as const) {
      await shell.go(screen);
      await expect(page.getByRole('main')).not.toContainText('undefined');
      await expectAccessible(page, `${screen} in the dark`);
      if (screen === 'Kits') await picture(page, 'kits-dark');
    }
  });

  await test.step('locking closes the study, and a wrong passphrase is refused', async () => {
    await shell.lock();
    await door.signIn('maren', 'not the passphrase');
    await expect(page.getByRole('alert')).toContainText('passphrase');
    await door.enterAs('Maren Solberg');
    await expect(door.heading('Study'), 'back where the work was left').toBeVisible();
  });
});
