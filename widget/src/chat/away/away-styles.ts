import { css } from '../../css.ts';

export const awayStyles = css`
  .status.online:has(agent-chat-away)::before {
    background: light-dark(#9a6b00, #f0c75e);
  }
  .away {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    padding: 8px 16px;
    border-block-start: 1px solid var(--line);
    background: var(--tint);
    font-size: 13px;
  }
  .away p {
    flex: 1 1 200px;
  }
`;
