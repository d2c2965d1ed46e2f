import { css } from '../../css.ts';

export const logStyles = css`
  agent-chat-log {
    position: relative;
    display: block;
    flex: 1;
    min-height: 0;
  }
  .scroller {
    display: flex;
    flex-direction: column-reverse;
    height: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
    overflow-anchor: none;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }
  .scroller > * {
    flex: none;
  }
  .messages {
    padding-block: 8px 16px;
  }
  .message {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    padding: 4px 16px 0;
    contain: content;
  }
  .message.first {
    padding-block-start: 16px;
  }
  .message.visitor {
    align-items: flex-end;
  }
  .message.system {
    align-items: center;
  }
  .day,
  .fresh {
    align-self: stretch;
    margin-block-end: 16px;
  }
  .day {
    color: var(--soft);
    font-size: 12px;
    line-height: 16px;
    text-align: center;
  }
  .fresh {
    margin-block-start: -8px;
    padding-block-end: 4px;
    border-block-end: 1px solid;
    color: var(--link);
    font-weight: 500;
    font-size: 12px;
    line-height: 16px;
    text-align: center;
  }
  .day::first-letter {
    text-transform: uppercase;
  }
  .author {
    padding-block-end: 4px;
    padding-inline-start: 4px;
    color: var(--soft);
    font-weight: 500;
    font-size: 13px;
    line-height: 18px;
  }
  .bubble {
    max-width: min(88%, 560px);
    padding: 8px 12px;
    border-radius: 16px;
    background: var(--tint);
  }
  .message:is(.agent, .operator) .bubble {
    border-end-start-radius: 6px;
  }
  .message:is(.agent, .operator):not(.first) .bubble {
    border-start-start-radius: 6px;
  }
  .operator .bubble {
    background: light-dark(#fbf1df, #352c1b);
  }
  .visitor .bubble {
    border-end-end-radius: 6px;
    background: var(--accent);
    color: var(--on-accent);
    white-space: pre-wrap;
  }
  .visitor:not(.first) .bubble {
    border-start-end-radius: 6px;
  }
  .visitor .bubble a {
    color: inherit;
  }
  .system .bubble {
    padding: 0;
    background: none;
    color: var(--soft);
    font-size: 13px;
    text-align: center;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: center;
    min-height: 24px;
    padding-inline: 4px;
    color: var(--soft);
    font-size: 12px;
    line-height: 16px;
  }
  .meta svg {
    width: 14px;
    height: 14px;
    vertical-align: -3px;
  }
  .delivery.read {
    color: var(--link);
  }
  .act {
    position: relative;
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    border-radius: 8px;
  }
  .panel .act:is(:hover, [aria-pressed='true']) {
    background: var(--tint);
    color: var(--link);
  }
  .channel {
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: 10px;
    line-height: 18px;
  }
  .meta.failed {
    color: var(--danger);
  }
  .link {
    min-width: 24px;
    min-height: 24px;
    padding-inline: 4px;
    color: var(--link);
    font-weight: 500;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .citations {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    max-width: 88%;
    padding-block: 4px 0;
  }
  .citations li {
    max-width: 100%;
    padding: 2px 8px;
    border: 1px solid var(--line);
    border-radius: 8px;
    color: var(--soft);
    font-size: 12px;
    line-height: 20px;
  }
  .number {
    margin-inline-end: 2px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .citations a {
    display: inline-block;
    min-height: 20px;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-block: 8px 4px;
  }
  .choices.list {
    flex-direction: column;
    align-self: stretch;
    max-width: 88%;
  }
  .choice {
    min-height: 36px;
    padding: 6px 14px;
    border: 1px solid color-mix(in srgb, var(--link) 45%, var(--line));
    border-radius: 18px;
    background: var(--surface);
    color: var(--link);
    font-weight: 500;
    font-size: 14px;
    line-height: 20px;
  }
  .panel .choice:hover:enabled {
    background: var(--tint);
  }
  .list .choice {
    border-radius: 12px;
  }
  .choice:disabled {
    border-color: var(--line);
    color: var(--soft);
    cursor: default;
  }
  .choice.chosen {
    border-color: var(--link);
    color: var(--link);
  }
  .typing {
    display: flex;
    gap: 4px;
    width: fit-content;
    margin: 0 16px 16px;
    padding: 14px 16px;
    border-radius: 16px;
    border-end-start-radius: 6px;
    background: var(--tint);
  }
  .typing i {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--soft);
    animation: breathe 1200ms infinite ease-in-out;
  }
  .typing i:nth-child(2) {
    animation-delay: 160ms;
  }
  .typing i:nth-child(3) {
    animation-delay: 320ms;
  }
  @media (hover: hover) {
    .message:not(:hover, :focus-within) .more {
      opacity: 0;
    }
  }
  @media (pointer: coarse) {
    .act::after {
      content: '';
      position: absolute;
      inset: -10px -6px;
    }
  }
  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.35;
    }
    30% {
      opacity: 1;
    }
  }
`;
