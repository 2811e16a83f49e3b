import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export type ScreenName =
  | 'Today'
  | 'Kits'
  | 'Stock'
  | 'Shipments'
  | 'Subjects'
  | 'Randomization'
  | 'Forecast'
  | 'Backup'
  | 'Accountability'
  | 'Code break'
  | 'Trail'
  | 'Study'
  | 'Help';

/** What surrounds every screen. */
export class Shell {
  readonly page: Page;
  readonly band: Locator;

  constructor(page: Page) {
    this.page = page;
    this.band = page.getByText('UNBLINDED', { exact: true });
  }

  async go(screen: ScreenName): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: screen, exact: true })
      .click();
    await expect(this.page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
  }

  async useDarkColours(): Promise<void> {
    await this.page.getByRole('button', { name: 'Use dark colours' }).click();
    await expect(this.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  }

  async lock(): Promise<void> {
    await this.page.getByRole('button', { name: 'Lock the study' }).click();
    await expect(this.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  }

  /** Types as a scanner does, faster than keys can be sent one by one from here, and ended by Enter. */
  async scan(text: string): Promise<void> {
    await this.page.evaluate(
      (keys) => {
        for (const key of keys) {
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        }
      },
      [...text, 'Enter'],
    );
  }
}
