import { css } from '../../css.ts';

export const formStyles = css`
  agent-chat-form {
    align-self: stretch;
  }
  .form {
    display: grid;
    gap: 12px;
    margin-block: 8px 4px;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: 14px;
  }
  .field {
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  .label {
    font-weight: 600;
    font-size: 14px;
    line-height: 20px;
  }
  .optional {
    color: var(--soft);
    font-weight: 400;
  }
  .control {
    width: 100%;
    min-width: 0;
    min-height: 40px;
    margin: 0;
    padding: 8px 12px;
    border: 1px solid light-dark(#8797a0, #5f7078);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
    /* Smaller, and iOS zooms the page when it gets the focus. */
    font-size: 16px;
    line-height: 22px;
  }
  textarea.control {
    resize: vertical;
  }
  .phone {
    display: flex;
    gap: 8px;
  }
  .phone .country {
    flex: 0 0 92px;
    padding-inline: 8px;
  }
  .field.wrong .control,
  .field.wrong .consent input {
    border-color: var(--danger);
    outline-color: var(--danger);
  }
  .field-error {
    color: var(--danger);
    font-size: 13px;
    line-height: 18px;
  }
  .stars {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -6px;
  }
  .star {
    position: relative;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 10px;
    cursor: pointer;
  }
  .star input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .star svg {
    width: 28px;
    height: 28px;
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .star:has(input:checked) svg,
  .star:has(~ .star input:checked) svg {
    fill: light-dark(#d98e04, #f2b93b);
    stroke: light-dark(#8a5a00, #f2b93b);
  }
  .star:has(input:focus-visible) {
    outline: 2px solid var(--link);
    outline-offset: -2px;
  }
  .consent {
    display: grid;
    grid-template-columns: 24px 1fr;
    gap: 8px;
    font-size: 14px;
    line-height: 20px;
    cursor: pointer;
  }
  .consent input {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  .form .button {
    justify-self: start;
  }
  @media (forced-colors: active) {
    .star:has(input:checked) svg,
    .star:has(~ .star input:checked) svg {
      fill: CanvasText;
    }
  }
`;
