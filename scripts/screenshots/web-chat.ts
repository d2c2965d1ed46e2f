import type { Page } from 'playwright-core';

export type Tag = 'en' | 'ru';

/** Somebody at the chat of a page. */
export interface WebChat {
  open(): Promise<void>;
  /** Says it and waits until the answer is whole. */
  ask(text: string): Promise<void>;
  say(text: string): Promise<void>;
  /** Presses the newest button with this place among the newest choices, and waits for the answer. */
  choose(index: number): Promise<void>;
  /** Opens the menu, or one of its views. */
  menu(view?: string): Promise<void>;
  settle(): Promise<void>;
}

const SETTLE_MS = 350;

export function webChat(page: Page): WebChat {
  const box = page.locator('agent-chat textarea');
  const settle = () => page.waitForTimeout(SETTLE_MS);

  async function answered(act: () => Promise<void>): Promise<void> {
    const others = page.locator('agent-chat .message:is(.agent, .operator)');
    const before = await others.count();
    await act();
    await others.nth(before).waitFor();
    await page.locator('agent-chat :is(.stop, .streaming, .typing)').first().waitFor({ state: 'detached' });
    await settle();
  }

  async function say(text: string): Promise<void> {
    await box.fill(text);
    await box.press('Enter');
  }

  return {
    settle,
    say,
    ask: (text) => answered(() => say(text)),
    async open() {
      await page.locator('agent-chat .launcher').click();
      await page.locator('agent-chat .message').first().waitFor();
      await settle();
    },
    choose: (index) =>
      answered(async () => {
        const buttons = page.locator('agent-chat .choices').last().locator('.choice:not([disabled])');
        await buttons.nth(index).click();
      }),
    async menu(view) {
      await page.locator('agent-chat .menu-button').click();
      await page.locator('agent-chat .menu').waitFor();
      if (view) await page.locator(`agent-chat .menu [data-view=${view}]`).click();
      await settle();
    },
  };
}
