import { css } from '../../css.ts';

/** The list of commands: loaded with it. */
export const commandsStyles = css`
  agent-chat-commands {
    position: relative;
    display: block;
  }
  .commands {
    position: absolute;
    inset-block-end: 4px;
    inset-inline: 12px;
    z-index: 2;
    max-height: 264px;
    padding: 4px;
    overflow-y: auto;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--surface);
    box-shadow: 0 8px 32px #0b1f2a33;
  }
  .command {
    display: grid;
    grid-template-columns: 136px 1fr;
    gap: 8px;
    align-items: baseline;
    min-height: 40px;
    padding: 8px 12px;
    border-radius: 10px;
    cursor: pointer;
  }
  .command[aria-selected='true'] {
    background: var(--tint);
  }
  .command-name {
    color: var(--link);
    font-weight: 500;
  }
  .command-name i {
    color: var(--soft);
    font-style: normal;
    font-weight: 400;
  }
  @media (pointer: coarse) {
    .command {
      min-height: 44px;
    }
  }
  @media (forced-colors: active) {
    .command[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
