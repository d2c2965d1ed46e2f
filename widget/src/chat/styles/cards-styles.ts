import { css } from '../../css.ts';

export const cardsStyles = css`
  agent-chat-cards {
    align-self: stretch;
  }
  .cards {
    display: flex;
    gap: 8px;
    margin-inline: -16px;
    padding: 8px 16px 4px;
    overflow-x: auto;
    scroll-snap-type: x proximity;
    scroll-padding-inline: 16px;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }
  .panel .cards:focus-visible {
    outline-offset: -2px;
  }
  .card {
    display: flex;
    flex: 0 0 auto;
    flex-direction: column;
    gap: 4px;
    width: 224px;
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: 14px;
    font-size: 14px;
    line-height: 20px;
    scroll-snap-align: start;
  }
  .card:only-child {
    width: 100%;
  }
  .card strong {
    font-weight: 600;
    font-size: 15px;
  }
  .card strong a {
    color: inherit;
  }
  .card p {
    color: var(--soft);
  }
  .card-foot {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    margin-block-start: auto;
    padding-block-start: 8px;
  }
  .price {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  @media (forced-colors: active) {
    .panel .card {
      border: 1px solid CanvasText;
    }
  }
`;
