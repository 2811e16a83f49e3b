import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The forecast screen. */
export class Forecast {
  readonly #page: Page;
  readonly results: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.results = page.getByRole('region', { name: 'Results' });
  }

  async show(part: string): Promise<void> {
    await this.#page.getByRole('tab', { name: part, exact: true }).click();
  }

  async open(source: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Open', exact: true }).click();
    await this.#page.getByRole('menuitem', { name: source }).click();
  }

  /** Goes on with two more sites under a name. */
  async vary(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Vary …' }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Vary the scenario' });
    await dialog.getByLabel('Name of the new scenario').fill(name);
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await expect(dialog).toBeHidden();
  }

  /** Name of the workbook that a table saves. */
  async saveTable(title: RegExp): Promise<string> {
    const named = new RegExp(`^Save: ${title.source.replace('^', '')}`);
    await this.#page.getByRole('button', { name: named }).click();
    const download = this.#page.waitForEvent('download');
    await this.#page.getByRole('menuitem', { name: 'XLSX' }).click();
    return (await download).suggestedFilename();
  }

  /** Unfolds a part of the scenario. */
  async unfold(part: string): Promise<void> {
    await this.#page.getByRole('button', { name: new RegExp(`^${part}`) }).click();
  }

  async run(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Run', exact: true }).click();
  }

  /** The text of the file that a figure saves. */
  async saveFigure(title: string, format: 'SVG' | 'CSV'): Promise<string> {
    await this.#page.getByRole('button', { name: `Save: ${title}` }).click();
    const menu = this.#page.getByRole('menu', { name: `Save: ${title}` });
    const download = this.#page.waitForEvent('download');
    await menu.getByRole('menuitem', { name: format }).click();
    return readFileSync(await (await download).path(), 'utf8');
  }
}
