import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Forecast } from './pages/forecast.ts';
import { Shell } from './pages/shell.ts';
import { picture } from './picture.ts';

const long = { timeout: 60_000 };

test('a planner forecasts the living study and keeps the run', async ({ page, demonstration }) => {
  const door = new Door(page);
  const shell = new Shell(page);
  const forecast = new Forecast(page);
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Priya Raghavan');
  await shell.go('Forecast');

  await test.step('one click takes the study as it stands and plays it', async () => {
    await expect(page.getByText('No scenario yet')).toBeVisible();
    await page.getByRole('button', { name: 'Forecast this study' }).click();
    await expect(forecast.results).toBeVisible(long);
    await expect(shell.band).toBeVisible();
    await expect(page.getByRole('figure')).toHaveCount(4);
    await expect(page.getByRole('table', { name: 'Packaging plan' })).toContainText('±');
    await shell.useDarkColours();
    await expectAccessible(page, 'a forecast in the dark');
    await picture(page, 'forecast');
  });

  await test.step('a figure has its numbers as a table and as files', async () => {
    const figure = page.getByRole('figure', { name: 'Recruitment' });
    const svg = await forecast.saveFigure('Stock-outs by site and week', 'SVG');
    expect(svg).toContain('<rect');
    expect(svg).not.toContain('var(--');
    const csv = await forecast.saveFigure('Recruitment', 'CSV');
    expect(csv).toContain('Week to,Mean,Mean ±,5 %');
    expect(csv).not.toContain('± ');
    await figure.getByRole('button', { name: 'Table' }).click();
    await expect(figure.getByRole('table')).toContainText('±');
  });

  await test.step('the page for the meeting is printed', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Page for the meeting' }).click();
    expect((await download).suggestedFilename()).toBe('forecast-UNBLINDED.pdf');
  });

  await test.step('a kept run comes out the same to the byte', async () => {
    await page.getByRole('button', { name: 'Keep this run' }).click();
    await expect(page.getByText('Kept: FC-')).toBeVisible();
    await forecast.show('Kept runs');
    await page
      .getByRole('button', { name: /^Make FC-\d+ again$/ })
      .first()
      .click();
    await expect(page.getByText(/^FC-\d+: the same bytes/u)).toBeVisible(long);
  });

  await test.step('two more sites and fewer subjects are compared with the scenario as it was opened', async () => {
    await forecast.show('Scenario');
    await forecast.vary('Base and two sites');
    await page.getByRole('button', { name: 'Show all parts' }).click();
    await forecast.unfold('Recruitment');
    await page.getByLabel('Screen failures').fill('120');
    const wrong = page.getByRole('alert').filter({ hasText: 'cannot be played yet' });
    await expect(wrong).toContainText('recruitment.screening.failure');
    await page.getByLabel('Screen failures').fill('');
    await page.getByLabel('Subjects to randomize').fill('10');
    await expect(page.getByText('Press Run again')).toBeVisible();
    await page.getByLabel('Replicates').fill('100');
    await forecast.show('Compare');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const differences = page.getByRole('table', { name: /^Base and two sites less / });
    await expect(differences).toContainText('beyond two errors', long);
    await expect(page.getByText('In short, against')).toBeVisible();
    const workbook = await forecast.saveTable(/^Base and two sites less /);
    expect(workbook).toBe('forecast-differences-1-UNBLINDED.xlsx');
  });

  await test.step('what is wrong in a scenario is named with its place', async () => {
    await forecast.open('JSON or file …');
    const dialog = page.getByRole('dialog', { name: 'Scenario as JSON' });
    const text = dialog.getByLabel('Scenario', { exact: true });
    const written = await text.inputValue();
    await text.fill(written.replace(/"depot": "[^"]*"/, '"depot": "nowhere"'));
    await dialog.getByRole('button', { name: 'Use this scenario' }).click();
    await expect(dialog.getByRole('alert')).toContainText('sites[0].depot');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('a long run is stopped, and the back-test tells of the past', async () => {
    await forecast.show('Scenario');
    await page.getByLabel('Replicates').fill('1000000');
    await forecast.run();
    await page.getByRole('button', { name: 'Stop' }).click();
    const stopped = page.getByRole('alert').filter({ hasText: 'cancelled' });
    await expect(stopped).toBeVisible(long);
    await forecast.show('Back-test');
    await expect(page.getByRole('figure', { name: 'Where outcomes fell' })).toBeVisible(long);
  });
});
