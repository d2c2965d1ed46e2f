import type { Choice, PageSettings, ProactiveRuleView } from '@agent-chat/sdk/protocol';
import type { AgentChat } from '../../agent-chat.ts';
import { AgentChatProactiveShownEvent } from '../../events/proactive-shown-event.ts';
import type { ChatStage } from '../mount-chat.ts';
import { watchAttributes } from '../page-side/watch-attributes.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { showGreeting } from './greeting.ts';
import { PageWatch } from './page-watch.ts';
import type { PageTold } from './rules.ts';
import { openVisits, type Visits } from './visits.ts';

const MOST_KEPT = 20;

/** What happens on a page before its chat is opened: rules for speaking first are watched, and what the page tells is kept until somebody connects. */
export class Proactive {
  #host: AgentChat;
  #load: () => Promise<ChatStage>;
  #visits: Visits;
  #told: PageTold[] = [];
  #opened = false;
  #watch: PageWatch | undefined;
  #close = () => {};

  constructor(host: AgentChat, load: () => Promise<ChatStage>) {
    this.#host = host;
    this.#load = load;
    this.#visits = openVisits(`${host.server}/${siteOf(host)}`);
    watchAttributes(host);
    host.addEventListener('agent-chat-opened', () => this.#onOpened());
    if (host.hasAttribute('open')) this.#onOpened();
    else void this.#begin();
  }

  track(name: string, data?: unknown): void {
    const told = { name, data };
    if (this.#opened) return this.#tell(told);
    this.#told.push(told);
    this.#told = this.#told.slice(-MOST_KEPT);
    this.#watch?.track(told);
  }

  async #begin(): Promise<void> {
    const rules = (await this.#readRules()).filter(({ id }) => !this.#visits.hasSeen(id));
    // Where the chat has no launcher it is open or will be.
    if (rules.length === 0 || this.#opened || /^(inline|page)$/.test(this.#host.getAttribute('mode') ?? '')) return;
    const { visitor } = this.#visits;
    this.#watch = new PageWatch({ rules, visitor, fire: (rule) => void this.#show(rule) });
    for (const told of this.#told) this.#watch.track(told);
  }

  async #readRules(): Promise<ProactiveRuleView[]> {
    const { server, locale } = this.#host;
    const address = `${server}/api/sites/${encodeURIComponent(siteOf(this.#host))}/page?locale=${locale}`;
    try {
      const response = await fetch(address);
      const { proactive } = (await response.json()) as PageSettings;
      return response.ok && Array.isArray(proactive) ? proactive : [];
    } catch {
      return [];
    }
  }

  async #show(rule: ProactiveRuleView): Promise<void> {
    const { server, locale, shadowRoot } = this.#host;
    const texts = await loadTexts({ server, locale });
    await texts.more();
    if (this.#opened || !this.#host.isConnected || this.#visits.hasSeen(rule.id)) return;
    this.#visits.remember(rule.id);
    this.#close = showGreeting({
      root: shadowRoot!,
      rule,
      ...texts,
      accept: (choice) => void this.#accept(rule, choice),
    });
    this.#host.dispatchEvent(new AgentChatProactiveShownEvent(rule.id));
  }

  /** The greeting becomes the agent's message, so that everybody sees the same log. */
  async #accept({ id }: ProactiveRuleView, choice?: Choice): Promise<void> {
    // What the page has told so far goes before it.
    this.#onOpened();
    this.#host.toggleAttribute('open', true);
    const stage = await this.#load();
    const message = await stage.chat.track('proactive', { rule: id });
    if (!choice) return;
    const { value, label, text = label, scenario } = choice;
    await stage.send(text, { scenario, ...(message && { pick: { messageId: message.id, value } }) });
  }

  #onOpened(): void {
    this.#opened = true;
    this.#watch?.end();
    this.#close();
    for (const told of this.#told.splice(0)) this.#tell(told);
  }

  #tell({ name, data }: PageTold): void {
    this.#load()
      .then(({ chat }) => chat.track(name, data))
      .catch(() => undefined);
  }
}

const siteOf = (host: AgentChat): string => host.getAttribute('site') ?? 'default';
