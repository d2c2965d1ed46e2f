import { css } from '../../css.ts';

/** What is attached to the next message, and what records a voice message: loaded with them. */
export const attachStyles = css`
  .attachments {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(160px, 1fr));
    gap: 8px;
    max-height: 184px;
    margin: 0 12px 8px;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .attachment {
    display: flex;
    gap: 8px;
    align-items: center;
    min-width: 0;
    min-height: 48px;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  .attachment.failed {
    border-color: var(--danger);
    grid-column: 1 / -1;
  }
  .attachment-picture {
    display: grid;
    flex: none;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 8px;
    background: var(--tint);
    color: var(--soft);
    overflow: hidden;
  }
  .attachment-picture img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .attachment-words {
    display: grid;
    flex: 1;
    gap: 2px;
    min-width: 0;
    font-size: 13px;
    line-height: 16px;
  }
  .attachment-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .attachment-state {
    color: var(--soft);
    font-size: 12px;
  }
  .failed .attachment-state {
    color: var(--danger);
  }
  .attachment progress {
    width: 100%;
    height: 4px;
    margin-block: 6px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    appearance: none;
    background: var(--tint);
    accent-color: var(--accent);
  }
  .attachment progress::-webkit-progress-bar {
    background: var(--tint);
  }
  .attachment progress::-webkit-progress-value {
    background: var(--link);
    transition: inline-size 160ms;
  }
  .attachment progress::-moz-progress-bar {
    background: var(--link);
  }
  .attachment-button {
    display: grid;
    flex: none;
    place-items: center;
    width: 28px;
    height: 28px;
    border-radius: 8px;
    color: var(--soft);
  }
  .panel .attachment-button:hover {
    background: var(--tint);
    color: var(--ink);
  }
  .attachment-button svg {
    width: 16px;
    height: 16px;
  }
  .attach-said {
    padding: 0 16px 8px;
    color: var(--soft);
    font-size: 13px;
    line-height: 18px;
  }
  .record-bar {
    position: absolute;
    inset: 0;
    z-index: 1;
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 4px;
    border-radius: 22px;
    background: var(--surface);
  }
  .record-dot {
    flex: none;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--danger);
    animation: breathe 1600ms infinite ease-in-out;
  }
  .record-words {
    flex: 1;
    color: var(--soft);
  }
  .record-time {
    font-variant-numeric: tabular-nums;
  }
  .drop-zone {
    position: absolute;
    inset: 8px;
    z-index: 3;
    display: grid;
    place-items: center;
    padding: 24px;
    border: 2px dashed var(--link);
    border-radius: 14px;
    background: color-mix(in srgb, var(--surface) 92%, transparent);
    color: var(--link);
    font-weight: 600;
    text-align: center;
    pointer-events: none;
  }
  @media (pointer: coarse) {
    .attachment-button {
      width: 44px;
      height: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .record-dot {
      animation: none;
    }
    .attachment progress::-webkit-progress-value {
      transition: none;
    }
  }
`;
