import { css } from '../../css.ts';

/** Beside the launcher, in the corner that the chat opens in. */
export const greetingStyles = css`
  .greeting {
    --surface: var(--agent-chat-surface, light-dark(#fff, #131b1f));
    --line: var(--agent-chat-line, light-dark(#dde5e7, #2c393f));
    --link: var(--agent-chat-link, light-dark(#0a5a5e, #74d3cd));
    position: fixed;
    inset-block-end: calc(max(var(--agent-chat-offset, 20px), env(safe-area-inset-bottom)) + 68px);
    inset-inline: var(--_start, auto) var(--_end, var(--agent-chat-offset, 20px));
    box-sizing: border-box;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    width: max-content;
    max-width: min(320px, 100vw - 2 * var(--agent-chat-offset, 20px));
    border: 1px solid var(--line);
    border-radius: 16px;
    border-end-end-radius: 4px;
    background: var(--surface);
    color: var(--agent-chat-text, light-dark(#14252c, #e6edef));
    text-align: start;
    overflow-wrap: anywhere;
    box-shadow:
      0 2px 6px #0b1f2a14,
      0 12px 32px #0b1f2a29;
    animation: greeting-in 180ms cubic-bezier(0.2, 0.8, 0.3, 1);
  }
  .greeting button {
    box-sizing: border-box;
    margin: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
    touch-action: manipulation;
  }
  .greeting-text {
    padding-block: 12px;
    padding-inline: 16px 0;
    border-radius: 16px;
  }
  .greeting .greeting-close {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    margin: 4px;
    padding: 0;
    border-radius: 50%;
    color: var(--agent-chat-text-soft, light-dark(#55676f, #9db0b7));
  }
  .greeting-close svg {
    width: 18px;
    height: 18px;
  }
  .greeting-choices {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 8px;
    padding: 0 12px 12px;
  }
  .greeting-choices[hidden] {
    display: none;
  }
  .greeting .greeting-choice {
    min-height: 36px;
    padding: 4px 12px;
    border: 1px solid currentColor;
    border-radius: 18px;
    color: var(--link);
    font-weight: 500;
    font-size: 14px;
  }
  .greeting-close:hover,
  .greeting-choice:hover {
    background: var(--agent-chat-tint, light-dark(#eff4f4, #202b30));
  }
  .greeting button:focus-visible {
    outline: 2px solid var(--agent-chat-focus, light-dark(#0d5f63, #6fd3cd));
    outline-offset: 2px;
  }
  .greeting-spoken {
    position: fixed;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @keyframes greeting-in {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
  @media (pointer: coarse) {
    .greeting .greeting-close,
    .greeting .greeting-choice {
      min-width: 44px;
      min-height: 44px;
    }
    .greeting .greeting-choice {
      border-radius: 22px;
    }
  }
`;
