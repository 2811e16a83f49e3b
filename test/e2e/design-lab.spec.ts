import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { DesignLab } from './pages/design-lab.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';
import { picture } from './picture.ts';

test('a statistician compares designs and takes one into a list', async ({
  page,
  demonstration,
}) => {
  const door = new Door(page);
  const shell = new Shell(page);
  const lab = new DesignLab(page);
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Tomás Ferreira');
  await shell.go('Randomization');
  await lab.open();

  await test.step('before anything is assessed, it says what to do', async () => {
    await expect(page.getByText('Nothing assessed yet')).toBeVisible();
    await expectAccessible(page, 'the empty design lab');
  });

  await test.step('a value that cannot be is refused beside its candidate alone', async () => {
    // Blocks of 4, random blocks, big stick 3 and block urn 3 are ready; the second leaves.
    await lab.remove(2);
    await lab.candidate(2).getByLabel('mti').fill('0');
    await lab.assess();
    await expect(lab.candidate(2).getByRole('alert')).toContainText('mti');
    await expect(lab.row(lab.figures, 'pbd (block 4)')).toBeVisible();
    await lab.candidate(2).getByLabel('mti').fill('2');
    await expect(page.getByText('Press Assess again')).toBeVisible();
  });

  await test.step('three candidates have the figures that are known', async () => {
    await lab.assess();
    await expect(lab.row(lab.figures, 'bsd (mti 2)')).toBeVisible();
    await expect(page.getByText('Press Assess again')).toBeHidden();
    // Blocks of 4: one allocation in three is certain, 17 guesses in 24 are right, and 100 subjects end balanced.
    const [, pd, pcg, , meanD, , balanced] = await lab.cells(lab.figures, 'pbd (block 4)');
    expect([pd, pcg, meanD, balanced]).toEqual(['33.3 %', '70.8 %', '0.000', '100.0 %']);
    await expect(lab.row(lab.figures, 'pbd (block 4)')).toContainText('exact');
    // Big stick with limit 2: the 49 subjects 3, 5 … 99 find |D| = 2 every other time, and then are certain.
    const [, certain, right] = await lab.cells(lab.figures, 'bsd (mti 2)');
    expect(certain).toBe('24.5 %');
    expect(Number.parseFloat(right ?? '')).toBeCloseTo(62.25, 0);
    await expect(page.getByRole('region', { name: 'pbd (block 4)' })).toContainText('33 %');
    await expect(page.getByRole('figure')).toHaveCount(4);
    await expectAccessible(page, 'the assessment');
    await picture(page, 'design-lab');
  });

  await test.step('tables, figures and the report are saved', async () => {
    const table = await lab.saved(() => page.getByRole('button', { name: 'Table (CSV)' }).click());
    expect(table.name).toBe('randomization-assessment.csv');
    expect(table.bytes.toString()).toContain('pbd (block 4),pbd,block=4,1:1,100,exact');
    expect(table.bytes.toString()).toMatch(/,0\.3333333333\d*,/);
    const svg = await lab.saveFigure('Balance and predictability', 'SVG');
    expect(svg.bytes.toString()).toContain('bsd (mti 2)');
    expect(svg.bytes.toString()).not.toContain('var(--');
    const png = await lab.saveFigure('Imbalance over time', 'PNG');
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    await page.getByRole('button', { name: 'PDF report' }).click();
    const report = page.getByRole('dialog', { name: 'Assessment as PDF' });
    await expect(report).toContainText('cachet-engine');
    const pdf = await lab.saved(() => report.getByRole('button', { name: 'Make the PDF' }).click());
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await expect(report).toBeHidden();
  });

  await test.step('a plot shows its numbers as a table and leaves out what is switched off', async () => {
    const figure = page.getByRole('figure', { name: 'Balance and predictability' });
    await page
      .getByRole('group', { name: 'Candidates in the plots' })
      .getByText('bud (lambda 3)')
      .click();
    await figure.getByRole('button', { name: 'Table' }).click();
    const rows = figure.getByRole('table').getByRole('row');
    await expect(rows).toHaveCount(3);
    await expect(figure.getByRole('table')).toContainText('70.8333 %');
  });

  await test.step('designs are compared on simulated recruitment', async () => {
    await lab.show('Multi-centre trial');
    await page.getByLabel('Patients', { exact: true }).fill('100');
    await page.getByLabel('Centres', { exact: true }).fill('10');
    await page.getByRole('button', { name: 'Simulate' }).click();
    await expect(lab.row(lab.comparison, 'CRD')).toBeVisible({ timeout: 60_000 });
    expect((await lab.cells(lab.comparison, 'CRD'))[1]).toBe('0.0 %');
    // Blocks of 4 of one sequence: 100 patients end balanced.
    expect((await lab.cells(lab.comparison, 'U-PBD(2)')).slice(1, 5)).toContain('0.000');
    await expect(lab.comparison.getByRole('row')).toHaveCount(17);
    await expect(page.getByRole('figure')).toHaveCount(4);
    await expectAccessible(page, 'the multi-centre comparison');
    await picture(page, 'design-lab-multicentre');
    const table = await lab.saved(() => page.getByRole('button', { name: 'Table (CSV)' }).click());
    expect(table.bytes.toString().trim().split('\r\n')).toHaveLength(17);
    await page.getByRole('button', { name: 'PDF report' }).click();
    const report = page.getByRole('dialog', { name: 'Assessment as PDF' });
    const pdf = await lab.saved(() => report.getByRole('button', { name: 'Make the PDF' }).click());
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await expect(report).toBeHidden();
  });

  await test.step('a long run is stopped', async () => {
    await page.getByLabel('Simulated trials').fill('1000000');
    await page.getByRole('button', { name: 'Simulate' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    const stopped = page.getByRole('alert').filter({ hasText: 'cancelled' });
    await expect(stopped).toBeVisible();
  });

  await test.step('everything is still there after looking at another screen', async () => {
    await shell.go('Trail');
    await shell.go('Randomization');
    await lab.open();
    await expect(lab.comparison).toBeVisible();
    await lab.show('One sequence');
    await expect(lab.row(lab.figures, 'bsd (mti 2)')).toBeVisible();
  });

  await test.step('the chosen design fills the form for a new list, which can be generated', async () => {
    await page.getByRole('button', { name: 'Use bsd (mti 2)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Generate a list' });
    await expect(dialog.getByRole('combobox', { name: 'Procedure' })).toHaveValue(/Big stick/);
    await expect(dialog.getByLabel('mti')).toHaveValue('2');
    await expectAccessible(page, 'the form for a new list');
    await dialog.getByLabel('Name of the list').fill('FROM-LAB');
    await dialog.getByRole('button', { name: 'Generate', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'List FROM-LAB' })).toBeVisible();
    await expect(page.getByText('Big stick', { exact: true })).toBeVisible();
  });

  await test.step('dark colours are as legible', async () => {
    await lab.open();
    await shell.useDarkColours();
    await expectAccessible(page, 'the assessment in the dark');
  });
});
