import { css } from '../../css.ts';

/** What dictation says: loaded with it. */
export const voiceStyles = css`
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
