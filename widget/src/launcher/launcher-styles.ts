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
  .launcher {
    position: fixed;
    inset-block-end: max(var(--agent-chat-offset, 20px), env(safe-area-inset-bottom));
    inset-inline-end: var(--agent-chat-offset, 20px);
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--agent-chat-accent, light-dark(#0d5f63, #14777b));
    color: var(--agent-chat-accent-text, #fff);
    box-shadow:
      0 1px 2px #0b1f2a33,
      0 8px 24px #0b1f2a38;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
    transition: translate 160ms;
  }
  .launcher:hover {
    translate: 0 -2px;
    box-shadow:
      0 2px 4px #0b1f2a33,
      0 12px 28px #0b1f2a47;
  }
  .launcher:focus-visible {
    outline: 3px solid var(--agent-chat-focus, light-dark(#0d5f63, #6fd3cd));
    outline-offset: 3px;
  }
  .launcher[aria-busy='true'] svg {
    animation: pulse 900ms 250ms infinite alternate;
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
  @keyframes pulse {
    to {
      opacity: 0.35;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
