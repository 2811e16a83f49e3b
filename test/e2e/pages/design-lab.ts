import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The design lab beside the randomization lists. */
export class DesignLab {
  readonly #page: Page;
  readonly figures: Locator;
  readonly comparison: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.figures = page.getByRole('table', { name: 'Figures' });
    this.comparison = page.getByRole('table', { name: 'Comparison' });
  }

  async open(): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Design lab' }).click();
    await expect(this.#page.getByRole('radiogroup', { name: 'What to compare' })).toBeVisible();
  }

  candidate(number: number): Locator {
    return this.#page.getByRole('listitem', { name: `Candidate ${number}`, exact: true });
  }

  async remove(number: number): Promise<void> {
    await this.candidate(number)
      .getByRole('button', { name: /^Remove candidate/ })
      .click();
  }

  async assess(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Assess' }).click();
  }

  /** A row of a table of figures, by the name of its design. */
  row(table: Locator, design: string): Locator {
    return table.getByRole('row').filter({ has: this.#page.getByText(design, { exact: true }) });
  }

  /** The cells of a row as shown. */
  async cells(table: Locator, design: string): Promise<readonly string[]> {
    return this.row(table, design).getByRole('cell').allInnerTexts();
  }

  async show(part: 'One sequence' | 'Multi-centre trial'): Promise<void> {
    await this.#page.getByRole('radiogroup').getByText(part, { exact: true }).click();
  }

  /** Presses what saves and gives the text and name of the file. */
  async saved(press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const download = this.#page.waitForEvent('download');
    await press();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }

  async saveFigure(title: string, format: 'SVG' | 'PNG' | 'CSV') {
    return this.saved(async () => {
      await this.#page.getByRole('button', { name: `Save: ${title}` }).click();
      const menu = this.#page.getByRole('menu', { name: `Save: ${title}` });
      await menu.getByRole('menuitem', { name: format }).click();
    });
  }
}
