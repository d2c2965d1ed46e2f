import { css } from '../../css.ts';

/** The buttons beside what the visitor writes: a plus, a wave and a microphone. */
export const toolsStyles = css`
  .tool {
    width: 36px;
    height: 36px;
    border-radius: 50%;
    color: var(--soft);
  }
  .panel .tool:hover {
    background-color: var(--tint);
    color: var(--ink);
  }
  .panel .tool[aria-pressed='true'] {
    background-color: color-mix(in srgb, var(--danger) 14%, transparent);
    color: var(--danger);
  }
  .attach + textarea {
    padding-inline-start: 4px;
  }
  .attach::before,
  .attach::after {
    height: 20px;
    border-left-width: 2px;
  }
  .attach::after {
    rotate: 90deg;
  }
  .record {
    background: linear-gradient(currentColor 0 0) 50% / 1.6px 16px no-repeat;
  }
  .record::before {
    width: 11px;
    height: 12px;
    border-width: 0 2px;
  }
  .record::after {
    width: 21px;
    height: 5px;
    border-width: 0 2px;
  }
  .dictate {
    background: linear-gradient(currentColor 0 0) 50% calc(50% + 7px) / 1.6px 4px no-repeat;
  }
  .dictate::before {
    width: 10px;
    height: 15px;
    margin-bottom: 6px;
    border-width: 2px;
    border-radius: 5px;
  }
  .dictate::after {
    width: 18px;
    height: 10px;
    margin-top: 5px;
    border-width: 0 2px 2px;
    border-radius: 0 0 9px 9px;
  }
  @media (pointer: coarse) {
    .tool {
      width: 44px;
      height: 44px;
    }
    .composer:has(textarea:not(:placeholder-shown)) > .record {
      display: none;
    }
  }
`;
