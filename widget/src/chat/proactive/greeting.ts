import type { Choice, ProactiveRuleView } from '@agent-chat/sdk/protocol';
import { html, nothing, render } from 'lit/html.js';
import { drawing } from '../icon.ts';
import { plainText } from '../plain-text.ts';
import type { Translate } from '../texts/translate.ts';
import { greetingStyles } from './greeting-styles.ts';

export interface GreetingOptions {
  root: ShadowRoot;
  rule: ProactiveRuleView;
  t: Translate;
  locale: string;
  direction: string;
  /** The visitor goes on from here, perhaps with one of the choices. */
  accept(choice?: Choice): void;
}

const CLOSE = 'M6 6l12 12M18 6L6 18';
const sheet = new CSSStyleSheet();
sheet.replaceSync(greetingStyles);

/** The agent's first words beside the launcher; gives back the way to remove them. Whoever listens is told politely, and the focus stays where it is. */
export function showGreeting({ root, rule, t, locale, direction, accept }: GreetingOptions): () => void {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const place = document.createElement('div');
  root.append(place);
  // In the launcher's corner, which has the page's direction until the chat is there.
  const side = root.querySelector<HTMLElement>('.launcher')?.dir ?? '';
  const close = () => {
    place.remove();
    document.removeEventListener('keydown', onKeydown);
  };
  const onKeydown = ({ key }: KeyboardEvent) => key === 'Escape' && close();
  document.addEventListener('keydown', onKeydown);
  const take = (choice?: Choice) => {
    close();
    accept(choice);
  };
  const text = plainText(rule.text);
  const draw = (spoken: string) =>
    render(
      html`<section
          class="greeting"
          part="greeting"
          lang=${locale}
          dir=${side || nothing}
          aria-label=${t('proactive.label')}
        >
          <button type="button" class="greeting-text" part="greeting-text" dir=${direction} @click=${() => take()}>
            ${text}
          </button>
          <button
            type="button"
            class="greeting-close"
            part="greeting-close"
            aria-label=${t('proactive.close')}
            @click=${close}
          >
            ${drawing('close', CLOSE)}
          </button>
          <div class="greeting-choices" dir=${direction} ?hidden=${rule.choices.length === 0}>
            ${rule.choices.map(
              (choice) =>
                html`<button type="button" class="greeting-choice" part="greeting-choice" @click=${() => take(choice)}>
                  ${choice.label}
                </button>`,
            )}
          </div>
        </section>
        <p class="greeting-spoken" role="status" lang=${locale}>${spoken}</p>`,
      place,
    );
  draw('');
  // A status is read when it changes, not when it appears.
  requestAnimationFrame(() => draw(text));
  return close;
}
