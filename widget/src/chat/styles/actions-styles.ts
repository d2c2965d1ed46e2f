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
  .act {
    position: relative;
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    border-radius: 8px;
  }
  .panel .act:is(:hover, [aria-pressed='true']) {
    background: var(--tint);
    color: var(--link);
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
  @media (hover: hover) {
    .message:not(:hover, :focus-within) .act:only-child {
      opacity: 0;
    }
  }
  @media (pointer: coarse) {
    .acts {
      gap: 12px;
    }
    .act::after {
      content: '';
      position: absolute;
      inset: -10px -6px;
    }
    .comment textarea {
      font-size: 16px;
    }
  }
`;
