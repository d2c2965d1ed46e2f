import { css } from '../css.ts';

/** For `!important` the shadow sheet wins over the page's: nothing that the page says reaches the launcher by inheritance. */
export const launcherStyles = css`
  :host {
    all: initial !important;
    position: fixed !important;
    inset: auto 0 0 auto !important;
    z-index: var(--agent-chat-z-index, 2147483000) !important;
    display: block !important;
    color-scheme: light dark !important;
    font: 400 15px/1.5 var(--agent-chat-font, system-ui, sans-serif) !important;
  }
  :host([hidden]) {
    display: none !important;
  }
  :host([theme='light']) {
    color-scheme: light !important;
  }
  :host([theme='dark']) {
    color-scheme: dark !important;
  }
  :host([mode='inline']) {
    position: relative !important;
    height: var(--agent-chat-height, 100%) !important;
  }
  :host(:is([mode='inline'], [mode='page'])) .launcher {
    display: none;
  }
  :host([position='bottom-start']) {
    --_start: var(--agent-chat-offset, 20px);
    --_end: auto;
  }
  .launcher {
    position: fixed;
    inset-block-end: max(var(--agent-chat-offset, 20px), env(safe-area-inset-bottom));
    inset-inline: var(--_start, auto) var(--_end, var(--agent-chat-offset, 20px));
    display: grid;
    place-items: center;
    height: 56px;
    padding: 0 13px;
    border: 1px solid #0000;
    border-radius: 28px;
    background: var(--agent-chat-accent, light-dark(#0d5f63, #14777b));
    color: var(--agent-chat-accent-text, #fff);
    box-shadow: 0 4px 20px #0004;
    font: inherit;
    cursor: pointer;
  }
  .launcher:focus-visible {
    outline: 3px solid var(--agent-chat-focus, light-dark(#0d5f63, #6fd3cd));
    outline-offset: 3px;
  }
  .launcher[aria-busy='true'] svg {
    opacity: 0.4;
    transition: opacity 250ms 250ms;
  }
  svg {
    width: 28px;
    height: 28px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .launcher span {
    position: absolute;
    clip-path: inset(50%);
  }
`;
