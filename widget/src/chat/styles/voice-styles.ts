import { css } from '../../css.ts';

/** The button that hears, and what it says: loaded with it. */
export const voiceStyles = css`
  agent-chat-dictation {
    flex: none;
  }
  .dictate {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    color: var(--soft);
  }
  .panel .dictate:hover {
    background: var(--tint);
    color: var(--ink);
  }
  .panel .dictate[aria-pressed='true'] {
    background: color-mix(in srgb, var(--danger) 14%, transparent);
    color: var(--danger);
  }
  .dictation-state.told {
    position: absolute;
    inset-block-end: calc(100% + 4px);
    inset-inline: 0;
    z-index: 1;
    width: fit-content;
    margin-inline: auto;
    padding: 4px 12px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    color: var(--soft);
    font-size: 13px;
    line-height: 18px;
  }
`;
