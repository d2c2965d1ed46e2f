import { css } from '../../css.ts';

export const composerStyles = css`
  .composer {
    position: relative;
    display: flex;
    gap: 4px;
    align-items: flex-end;
    margin: 0 12px 12px;
    padding: 4px;
    border: 1px solid light-dark(#8797a0, #5f7078);
    border-radius: 22px;
    background: var(--surface);
  }
  .composer:focus-within {
    border-color: var(--link);
    box-shadow: 0 0 0 1px var(--link);
  }
  .composer textarea {
    flex: 1;
    min-width: 0;
    min-height: 36px;
    max-height: 148px;
    margin: 0;
    padding-block: 6px;
    padding-inline: 12px 4px;
    border: 0;
    outline: none !important;
    background: none;
    color: inherit;
    font: inherit;
    line-height: 24px;
    resize: none;
    field-sizing: content;
    scrollbar-width: thin;
  }
  .composer textarea::placeholder {
    color: var(--soft);
    opacity: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .limit {
    align-self: center;
    color: var(--soft);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .limit.over {
    color: var(--danger);
  }
  .send {
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
  }
  .panel .send:disabled {
    background: var(--tint);
    color: var(--soft);
    cursor: default;
  }
  @media (pointer: coarse) {
    .composer {
      gap: 0;
      border-radius: 26px;
    }
    .composer textarea {
      min-height: 44px;
      padding-block: 10px;
      font-size: 16px;
    }
    .send {
      width: 44px;
      height: 44px;
    }
  }
`;
