import type { Locator, Page } from 'playwright-core';

/** The open chat of a page, as a person sees it. */
export interface ChatPage {
  panel: Locator;
  /** Types it and sends it with Enter. */
  say(text: string): Promise<void>;
  /** Presses the newest choice with this label. */
  choose(label: string): Promise<void>;
  /** The messages of the agent, the operator and the system that contain this. */
  told(text: string | RegExp): Locator;
  menu(item: string): Promise<void>;
}

/** Presses the launcher and waits for the greeting. */
export async function openChat(page: Page): Promise<ChatPage> {
  await page.getByRole('button', { name: 'Open chat' }).first().click();
  const panel = page.locator('agent-chat dialog[open]');
  await panel.waitFor();
  const chat = chatOf(panel);
  await panel.locator('[part~=message-agent]').first().waitFor();
  return chat;
}

function chatOf(panel: Locator): ChatPage {
  const composer = panel.getByLabel('Your message');
  return {
    panel,
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    choose: (label) => panel.getByRole('button', { name: label, exact: true }).last().click(),
    told: (text) =>
      panel
        .locator('[part~=message-agent], [part~=message-operator], [part~=message-system]')
        .filter({ hasText: text })
        .last(),
    async menu(item) {
      await panel.locator('.menu-button').click();
      await panel
        .getByRole('button', { name: item })
        .or(panel.getByRole('menuitem', { name: item }))
        .first()
        .click();
    },
  };
}
