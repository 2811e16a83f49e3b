import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { spokenGroups } from './backup.ts';

/** The one screen of a site on backup. */
export class SiteMode {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async next(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Next', exact: true }).click();
  }

  async choose(answer: string): Promise<void> {
    await this.#page.getByRole('radio', { name: answer, exact: true }).click();
    await this.next();
  }

  /** Answers every question up to the envelope that is set aside. */
  async begin(subject: string): Promise<void> {
    const page = this.#page;
    await page.getByRole('button', { name: 'Randomize a subject now' }).click();
    await page.getByLabel('Subject number').fill(subject);
    await this.next();
    await this.choose('Version 1.0');
    await page.getByLabel('Day').fill('2 Mar 2026');
    await page.getByLabel('Time').fill('09:15');
    await this.next();
    await this.choose('Yes, this holds');
    await this.choose('Female');
    await page.getByRole('button', { name: 'Yes, set the envelope aside' }).click();
  }

  challenge(): Promise<readonly string[]> {
    return spokenGroups(this.#page.getByRole('list', { name: 'Challenge to read out' }), 2);
  }

  async typeCode(groups: readonly string[]): Promise<void> {
    for (const [index, group] of groups.entries()) {
      await this.#page.getByLabel(`Group ${index + 1} of 5`).fill(group);
    }
  }

  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Open the envelope' }).click();
    await expect(this.#page.getByRole('region', { name: 'Fetch exactly this kit' })).toBeVisible();
  }

  /** The huge number, without the gap between its groups. */
  async kit(): Promise<string> {
    const shown = this.#page.getByRole('region', { name: 'Fetch exactly this kit' });
    return (await shown.locator('p').nth(1).innerText()).replace(/\s/g, '');
  }
}
