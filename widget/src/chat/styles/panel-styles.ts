import { css } from '../../css.ts';

/** Tokens, the panel itself, its header, and what all parts share. Spacing: 4, 8, 12, 16, 24. */
export const panelStyles = css`
  agent-chat-panel {
    display: contents;
  }
  .panel {
    --ink: var(--agent-chat-text, light-dark(#14252c, #e6edef));
    --soft: var(--agent-chat-text-soft, light-dark(#55676f, #9db0b7));
    --surface: var(--agent-chat-surface, light-dark(#fff, #131b1f));
    --tint: var(--agent-chat-tint, light-dark(#eff4f4, #202b30));
    --line: var(--agent-chat-line, light-dark(#dde5e7, #2c393f));
    --accent: var(--agent-chat-accent, light-dark(#0d5f63, #14777b));
    --on-accent: var(--agent-chat-accent-text, #fff);
    --link: var(--agent-chat-link, light-dark(#0a5a5e, #74d3cd));
    --danger: light-dark(#b3261e, #ffb4ab);
    --radius: var(--agent-chat-radius, 18px);
    position: fixed;
    inset-block: auto calc(var(--agent-chat-offset, 20px) + 72px);
    inset-inline: var(--_start, auto) var(--_end, var(--agent-chat-offset, 20px));
    grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr);
    width: min(var(--agent-chat-width, 400px), 100vw - 2 * var(--agent-chat-offset, 20px));
    height: min(var(--agent-chat-height, 680px), 100dvh - 92px - var(--agent-chat-offset, 20px));
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    outline: none;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    box-shadow: var(--agent-chat-shadow, 0 2px 6px #0b1f2a14, 0 20px 56px #0b1f2a33);
    transition:
      opacity 180ms,
      translate 180ms cubic-bezier(0.2, 0.8, 0.3, 1);
  }
  .panel[open] {
    display: grid;
  }
  @starting-style {
    .panel[open] {
      opacity: 0;
      translate: 0 12px;
    }
  }

  .panel,
  .panel * {
    box-sizing: border-box;
  }
  :where(.panel :is(h2, h3, p, ul, ol, pre, blockquote)) {
    margin: 0;
    padding: 0;
    font-size: inherit;
    list-style: none;
  }
  :where(.panel button) {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  :where(.panel a) {
    color: var(--link);
    text-underline-offset: 2px;
  }
  .panel :focus-visible {
    outline: 2px solid var(--agent-chat-focus, var(--link));
    outline-offset: 2px;
  }
  .panel svg {
    flex: none;
    width: 20px;
    height: 20px;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    contain: strict;
  }
  .launcher:hover {
    filter: brightness(1.08);
  }
  .header {
    display: grid;
    grid-template: 20px minmax(18px, auto) / auto 1fr auto auto;
    gap: 2px 4px;
    place-content: center;
    place-items: center start;
    padding-block: 12px;
    padding-inline: 16px 8px;
    border-block-end: 1px solid var(--line);
  }
  .header :is(button, .avatar) {
    grid-row: span 2;
  }
  ::slotted([slot='header']) {
    grid-area: 1 / 1 / 3 / 3;
  }
  ::slotted([slot='empty']) {
    padding: 16px;
  }
  ::slotted([slot='footer']) {
    padding: 0 16px 12px;
  }
  .avatar {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    margin-inline-end: 8px;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    font-size: 17px;
  }
  .header h2 {
    max-width: 100%;
    overflow: hidden;
    font-weight: 600;
    font-size: 16px;
    line-height: 20px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .status {
    grid-area: 2 / 2;
    display: flex;
    gap: 8px;
    align-items: center;
    color: var(--soft);
    font-size: 13px;
    line-height: 18px;
  }
  .status::before {
    content: '';
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: light-dark(#9aa8ae, #66767d);
  }
  .status:is(.online, .operator)::before {
    background: light-dark(#1f9d61, #43c486);
  }
  .icon {
    display: grid;
    flex: none;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 12px;
    color: var(--soft);
  }
  .panel .icon:is(:hover, [aria-expanded='true']) {
    background: var(--tint);
    color: var(--ink);
  }
  .panel :is(.icon, .scroller):focus-visible {
    outline-offset: -2px;
  }
  agent-chat-composer[hidden] {
    display: none;
  }
  .notice {
    padding: 8px 16px;
    border-block-end: 1px solid var(--line);
    background: light-dark(#fdf5e3, #2e2817);
    color: light-dark(#5d4308, #f0d795);
    font-size: 13px;
  }
  .main {
    display: flex;
    grid-area: 3 / 1;
    flex-direction: column;
  }
  @media (max-width: 480px), (max-height: 420px) {
    .panel {
      inset: var(--viewport-top, 0) 0 auto 0;
      width: 100%;
      height: var(--viewport-height, 100dvh);
      border: 0;
      border-radius: 0;
      padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
      box-shadow: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .avatar,
    .panel :is(.bubble, .choice, .send) {
      border: 1px solid CanvasText;
    }
  }
`;
