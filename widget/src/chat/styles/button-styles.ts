import { css } from '../../css.ts';

/** Buttons with words on them, of whatever is loaded later than the log. */
export const buttonStyles = css`
  .button {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-height: 44px;
    margin-block: 16px 8px;
    padding: 8px 20px;
    border: 1px solid transparent;
    border-radius: 22px;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 500;
    text-decoration: none;
  }
  .button.quiet {
    border-color: var(--line);
    background: none;
    color: var(--ink);
  }
  .button.danger {
    background: light-dark(#b3261e, #c4372d);
    color: #fff;
  }
  .button:hover {
    filter: brightness(1.06);
  }
`;
