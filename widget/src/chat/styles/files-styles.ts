import { css } from '../../css.ts';

/** Pictures, recordings and other files in the log: loaded with the first of them. */
export const filesStyles = css`
  agent-chat-file {
    display: block;
    max-width: min(88%, 320px);
  }
  :is(.bubble, agent-chat-file) + agent-chat-file {
    margin-block-start: 4px;
  }
  .picture {
    display: block;
    border: 1px solid var(--line);
    border-radius: 16px;
    overflow: hidden;
    background: var(--tint);
  }
  .picture img {
    display: block;
    object-fit: cover;
  }
  .file {
    display: flex;
    gap: 12px;
    align-items: center;
    min-height: 56px;
    padding-block: 8px;
    padding-inline: 8px 16px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
    color: inherit;
    text-decoration: none;
  }
  .panel .file:hover {
    background: var(--tint);
  }
  .file-icon {
    display: grid;
    flex: none;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 10px;
    background: var(--tint);
    color: var(--link);
  }
  .file-words {
    display: grid;
    min-width: 0;
  }
  .file-name {
    font-weight: 500;
    font-size: 14px;
    line-height: 20px;
  }
  .file-size,
  .voice figcaption {
    color: var(--soft);
    font-size: 12px;
    line-height: 16px;
  }
  .voice {
    display: grid;
    gap: 4px;
    margin: 0;
  }
  .voice audio {
    width: 280px;
    max-width: 100%;
    height: 44px;
  }
  .voice figcaption {
    padding-inline: 12px;
  }
`;
