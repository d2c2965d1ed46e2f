import { css } from '../../css.ts';

/** What can be done with an answer: loaded with it. */
export const actionsStyles = css`
  agent-chat-actions {
    display: contents;
  }
  .acts {
    display: flex;
    gap: 4px;
  }
  .panel .act svg {
    width: 16px;
    height: 16px;
    vertical-align: 0;
  }
  .act[aria-pressed='true'] svg {
    fill: color-mix(in srgb, currentColor 25%, transparent);
  }
  .comment {
    display: flex;
    flex-basis: 100%;
    flex-wrap: wrap;
    gap: 4px 8px;
    padding-block: 4px 8px;
  }
  .comment textarea {
    flex: 1 0 100%;
    min-height: 56px;
    margin: 0;
    padding: 8px 12px;
    border: 1px solid light-dark(#8797a0, #5f7078);
    border-radius: 12px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-size: 14px;
    line-height: 20px;
    resize: none;
  }
  .comment textarea:focus-visible {
    outline-offset: -1px;
  }
  @media (pointer: coarse) {
    .acts {
      gap: 12px;
    }
    .comment textarea {
      font-size: 16px;
    }
  }
`;
