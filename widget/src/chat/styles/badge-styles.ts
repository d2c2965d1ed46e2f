import { css } from '../../css.ts';

/** How much waits to be read while the chat is closed. */
export const badgeStyles = css`
  .launcher[data-unread]::after {
    content: attr(data-unread);
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -4px;
    box-sizing: border-box;
    min-width: 22px;
    padding-inline: 5px;
    border: 2px solid light-dark(#fff, #131b1f);
    border-radius: 12px;
    background: var(--agent-chat-badge, #c22f26);
    color: var(--agent-chat-badge-text, #fff);
    font-weight: 600;
    font-size: 12px;
    line-height: 18px;
    text-align: center;
  }
`;
