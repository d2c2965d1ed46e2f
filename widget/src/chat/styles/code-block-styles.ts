import { css } from '../../css.ts';

/** Inside the shadow root around code: nothing but the button. */
export const codeBlockStyles = css`
  button {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 4px;
    min-height: 28px;
    padding-inline: 8px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--link);
    font: inherit;
    font-size: 12px;
    cursor: pointer;
  }
  button:hover {
    background: var(--tint);
  }
  button:focus-visible {
    outline: 2px solid var(--agent-chat-focus, var(--link));
    outline-offset: -2px;
  }
  @media (pointer: coarse) {
    button::after {
      content: '';
      position: absolute;
      inset: -8px;
    }
  }
`;
