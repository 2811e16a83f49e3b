import { expect } from '@playwright/test';
import { demonstrationPassphrase } from '../../electron/node/demonstration/people.ts';
import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import config from './playwright.config.ts';
import { expectAccessible } from './accessibility.ts';
import { filmOf } from './fake-camera.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';

const film = filmOf({
  symbology: 'gs1-datamatrix',
  text: '010950600013435221CAMERA-1b',
});
test.use({
  permissions: ['camera'],
  launchOptions: {
    ...config.use?.launchOptions,
    args: [
      ...(config.use?.launchOptions?.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  },
});
test.afterAll(() => rmSync(dirname(film), { recursive: true, force: true }));

/** A picture of the page as PNG: what somebody would photograph. */
async function photographed(source: string): Promise<Buffer> {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 1200;
  canvas.height = Math.round((1200 * picture.height) / picture.width);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png') as never;
}

test('labels are printed, and read back from their picture and by the camera', async ({
  page,
  demonstration,
}) => {
  const door = new Door(page);
  const shell = new Shell(page);
  const dialog = page.getByRole('dialog').last();
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Maren Solberg');
  await shell.go('Kits');
  await page.getByRole('tab', { name: 'Labels' }).click();

  await test.step('a template is changed beside its picture, and signed', async () => {
    await page.getByRole('button', { name: 'New version' }).first().click();
    const picture = dialog.getByRole('img', { name: /^Label of template kit-roll/ });
    await expect(picture).toBeVisible();
    const before = await picture.getAttribute('src');
    await dialog.getByLabel('Title', { exact: true }).fill('Kit label with a line');
    await dialog.getByRole('tab', { name: 'Contents' }).click();
    await dialog.getByRole('button', { name: 'Line', exact: true }).click();
    await dialog.getByLabel('From left, mm').fill('150');
    await expect(dialog.getByRole('alert')).toContainText('reaches to');
    await dialog.getByLabel('From left, mm').fill('60');
    await expect(dialog.getByRole('alert')).toBeHidden();
    await expect(picture).not.toHaveAttribute('src', before ?? '');
    await dialog.getByRole('button', { name: /^1 · / }).click();
    await dialog.getByRole('button', { name: /^Block 1: / }).press('ArrowDown');
    await expect(dialog.getByLabel('From top, mm')).toHaveValue('3.5');
    await expectAccessible(page, 'the editor of labels');
    await dialog.getByRole('button', { name: 'Go on to signing' }).click();
    await dialog.getByLabel('Reason').fill('A line to write on');
    await dialog.getByLabel('Passphrase', { exact: true }).fill(demonstrationPassphrase);
    await dialog.getByRole('button', { name: 'Sign and put in force' }).click();
    await expect(page.getByText('Version 2 of kit-roll is in force.')).toBeVisible();
    await expect(page.getByRole('article', { name: 'Kit label with a line' })).toBeVisible();
  });

  const { kit, photo } = await test.step('labels of a lot are issued with a reason', async () => {
    await expect(page.getByRole('img', { name: /kit-roll/ })).toBeVisible();
    await expectAccessible(page, 'Labels');
    await page.getByRole('button', { name: 'Print kit labels' }).click();
    await dialog.getByRole('combobox', { name: 'Lot', exact: true }).click();
    await page.getByRole('option', { name: 'L25-064' }).click();
    await dialog.getByLabel('Only kits without labels').uncheck();
    await dialog.getByLabel('Reason').fill('The first labels were spoilt');
    const held = dialog.getByText(/\(21\)\d+/);
    await expect(held).not.toContainText('88888888');
    const number = /\(21\)(\d+)/.exec((await held.textContent()) ?? '')?.[1] ?? '';
    const source = await dialog
      .getByRole('img', { name: /^Label of template/ })
      .getAttribute('src');
    const png = (await page.evaluate(photographed, source ?? '')) as unknown as string;
    await expectAccessible(page, 'printing labels');
    await dialog.getByRole('button', { name: /^Issue \d+ labels$/ }).click();
    return { kit: number, photo: Buffer.from(png.split(',')[1] ?? '', 'base64') };
  });

  await test.step('their file can be saved', async () => {
    const saving = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save the PDF' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^CCH-301 labels L-\d{5} .*\.pdf$/);
    expect(readFileSync(await file.path()).toString('latin1', 0, 5)).toBe('%PDF-');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText('The first labels were spoilt')).toBeVisible();
  });

  await test.step('a photograph of the label, and the camera, name the kit', async () => {
    await page.getByRole('tab', { name: 'Kits' }).click();
    await page.getByRole('button', { name: 'Receive' }).click();
    await page.getByRole('button', { name: /^Read from the camera/ }).click();
    await expectAccessible(page, 'scanning from a picture');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'label.png', mimeType: 'image/png', buffer: photo });
    await expect(dialog.getByRole('status')).toContainText(`21${kit}`);
    await dialog.getByRole('button', { name: 'Use the camera' }).click();
    await expect(dialog.getByRole('status')).toContainText('CAMERA-1b');
    await dialog.getByRole('button', { name: 'Done' }).click();
    const taken = page.getByRole('list', { name: '2 kits' });
    await expect(taken.getByRole('listitem')).toHaveCount(2);
    await expect(taken).toContainText('CAMERA-1b');
  });
});
