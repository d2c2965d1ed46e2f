import { css } from '../../css.ts';

/**
 * Pictures of what is always on the screen, by borders alone: each has one element instead of three, and forced colours keep them. Borders are whole
 * pixels, so they are drawn larger and scaled to the lines of the other drawings.
 */
export const drawnStyles = css`
  .drawn {
    display: grid;
    flex: none;
    place-items: center;
  }
  .drawn::before,
  .drawn::after {
    grid-area: 1 / 1;
    box-sizing: border-box;
    border: 0 solid;
    border-radius: 1px;
    scale: 0.75;
    content: '';
  }
  .dots::before {
    width: 20px;
    border-top: 4px dotted;
    border-radius: 0;
  }
  .cross::before,
  .cross::after {
    height: 22px;
    border-left-width: 2px;
    rotate: 45deg;
  }
  .cross::after {
    rotate: -45deg;
  }
  .up::before {
    height: 18px;
    border-left-width: 2px;
  }
  .up::after {
    width: 12px;
    height: 12px;
    margin-bottom: 3px;
    border-width: 2px 0 0 2px;
    rotate: 45deg;
  }
  .square::before {
    border: 8px solid;
  }
  .delivery {
    display: grid;
    place-items: center start;
    width: 16px;
  }
  .delivery::before,
  .delivery::after {
    grid-area: 1 / 1;
    box-sizing: border-box;
    width: 13px;
    height: 8px;
    margin-block-end: 3px;
    border: solid;
    border-width: 0 0 2px 2px;
    scale: 0.75;
    rotate: -45deg;
  }
  .delivery::before,
  .delivery:not(.stored)::after {
    content: '';
  }
  .delivery::after {
    margin-inline-start: 4px;
  }
  .delivery:is(.waiting, .sending)::before {
    width: 15px;
    height: 15px;
    margin: 0;
    border-width: 2px;
    border-radius: 50%;
  }
  .delivery:is(.waiting, .sending)::after {
    width: 5px;
    height: 6px;
    margin: 0 0 2px 6px;
    rotate: 0deg;
  }
`;
