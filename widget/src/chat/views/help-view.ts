import { html, nothing, type TemplateResult } from 'lit/html.js';
import { commands } from '../commands/commands.ts';
import { namesOf } from '../commands/command.ts';
import type { Texts } from '../texts/texts.ts';

/** Keys as they stand on a keyboard; the texts say what they do. */
const KEYS = [
  ['send', 'Enter'],
  ['line', 'Shift + Enter'],
  ['command', '/'],
  ['close', 'Esc'],
  ['move', 'Tab'],
] as const;

/** What can be typed, and which keys do what. */
export function renderHelp(texts: Texts): TemplateResult {
  const { t } = texts;
  return html`<h4>${t('help.commands')}</h4>
    <dl class="help">
      ${commands.map((command) => {
        const { name, argument } = command;
        return html`<dt>
            ${namesOf(command, texts).map((word) => html`<bdi>/${word}</bdi> `)}${argument ? html`<i>${t(argument)}</i>` : nothing}
          </dt>
          <dd>${t(`command.${name}`)}</dd>`;
      })}
    </dl>
    <h4>${t('help.keys')}</h4>
    <dl class="help">
      ${KEYS.map(
        ([what, key]) =>
          html`<dt><kbd>${key}</kbd></dt>
            <dd>${t(`help.${what}`)}</dd>`,
      )}
    </dl>`;
}
