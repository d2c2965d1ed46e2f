import { css } from '../../css.ts';

/** The way back to the end of the log. */
export const jumpStyles = css`
  .jump {
    position: absolute;
    inset-block-end: 8px;
    inset-inline: 0;
    display: flex;
    gap: 4px;
    align-items: center;
    width: fit-content;
    min-height: 36px;
    margin-inline: auto;
    padding-inline: 10px;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--surface);
    color: var(--link);
    font-weight: 500;
    font-size: 13px;
    box-shadow: 0 4px 16px #0b1f2a29;
  }
  @media (forced-colors: active) {
    .panel .jump {
      border: 1px solid CanvasText;
    }
  }
`;
