import { css } from '../../css.ts';

/** The menu and what opens from it: loaded with them. */
export const viewsStyles = css`
  .panel > agent-chat-views {
    position: relative;
    display: flex;
    grid-area: 3 / 1;
    flex-direction: column;
    pointer-events: none;
  }
  .panel > agent-chat-views > * {
    pointer-events: auto;
  }
  .menu {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: 12px;
    z-index: 3;
    min-width: 232px;
    padding: 8px;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--surface);
    box-shadow: 0 8px 32px #0b1f2a33;
  }
  .panel :is(.menu, .options) button {
    display: flex;
    gap: 12px;
    align-items: center;
    width: 100%;
    min-height: 40px;
    padding: 8px;
    border-radius: 8px;
  }
  .panel :is(.menu, .options) button:hover {
    background: var(--tint);
  }
  .menu svg {
    color: var(--soft);
  }
  .view {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    background: var(--surface);
  }
  .view-head {
    display: flex;
    gap: 4px;
    align-items: center;
    padding: 8px;
  }
  .view-head h3 {
    font-weight: 600;
    font-size: 16px;
  }
  .view-body {
    flex: 1;
    padding: 4px 20px 24px;
    overflow-y: auto;
    overscroll-behavior: contain;
    outline: none;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }
  .view-body p + p {
    margin-block-start: 8px;
  }
  .fine {
    color: var(--soft);
    font-size: 13px;
    line-height: 20px;
  }
  .fine::first-letter {
    text-transform: uppercase;
  }
  .problem {
    margin-block: 12px;
    color: var(--danger);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
  }
  p + .options {
    margin-block-start: 8px;
  }
  .options button {
    justify-content: space-between;
    padding-inline: 12px;
  }
  .options svg {
    color: var(--link);
  }
  agent-chat-link-view {
    display: block;
    text-align: center;
  }
  .qr {
    width: 216px;
    height: 216px;
    margin: 20px auto 16px;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: #fff;
  }
  .qr svg {
    width: 100%;
    height: 100%;
    fill: #0c2226;
    stroke: none;
  }
  .qr.stale svg {
    opacity: 0.12;
  }
  .conversations button {
    display: flex;
    flex-direction: column;
    gap: 4px;
    width: 100%;
    padding-block: 12px;
    padding-inline: 12px;
    border-radius: 12px;
  }
  .panel .conversations button:is(:hover, [aria-current='true']) {
    background: var(--tint);
  }
  .conversations li + li {
    border-block-start: 1px solid var(--line);
  }
  .conversations {
    margin-inline: -12px;
  }
  .conversations strong,
  .conversations button > span:not(.fine) {
    display: -webkit-box;
    overflow: hidden;
    font-weight: 500;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 1;
  }
  .conversations button > span:not(.fine) {
    color: var(--soft);
    font-weight: 400;
    -webkit-line-clamp: 2;
  }
  .conversations .fine,
  .aside .row {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
  }
  .given {
    display: inline-flex;
  }
  .given svg {
    width: 16px;
    height: 16px;
    fill: light-dark(#d98e04, #f2b93b);
    stroke: light-dark(#8a5a00, #f2b93b);
    stroke-width: 1.5;
  }
  .aside {
    margin: 0 12px 12px;
    padding: 12px 16px;
    border-radius: 16px;
    background: var(--tint);
  }
  .aside p + p {
    margin-block-start: 4px;
  }
  .aside .given svg {
    width: 20px;
    height: 20px;
  }
  .aside .button {
    min-height: 44px;
    margin-block: 12px 0;
  }
  .aside .stars {
    display: flex;
    margin-inline-start: -8px;
  }
  .aside .star {
    position: relative;
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border-radius: 12px;
  }
  .aside .star input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .aside .star svg {
    width: 28px;
    height: 28px;
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.5;
    stroke-linejoin: round;
    transition: fill 160ms;
  }
  .star:has(input:checked) svg,
  .star:has(~ .star input:checked) svg {
    fill: light-dark(#d98e04, #f2b93b);
    stroke: light-dark(#8a5a00, #f2b93b);
  }
  .aside .star:has(input:focus-visible) {
    outline: 2px solid var(--link);
    outline-offset: -2px;
  }
  .panel :is(.aside, .memories) textarea {
    width: 100%;
    margin-block: 4px 0;
    padding: 8px 12px;
    border: 1px solid light-dark(#8797a0, #5f7078);
    border-radius: 12px;
    background: var(--surface);
    color: inherit;
    font: inherit;
    resize: none;
  }
  .linked {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    margin-block: 16px 8px;
  }
  .linked svg {
    color: light-dark(#17824f, #43c486);
  }
  .memories {
    margin-block: 8px;
  }
  .memories li {
    border-block-end: 1px solid var(--line);
  }
  agent-chat-memory-item {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: flex-start;
    padding-block: 12px;
  }
  .memories p {
    white-space: pre-line;
  }
  agent-chat-memory-item > div:first-child {
    flex: 1;
    min-width: 55%;
  }
  .memories .button,
  .question .button {
    min-height: 36px;
    margin-block: 8px 0;
  }
  .question {
    flex-basis: 100%;
  }
  .switch {
    position: relative;
    flex: none;
    width: 40px;
    height: 24px;
    border: 1px solid light-dark(#6d7f88, #7f9199);
    border-radius: 12px;
    transition: background-color 160ms;
  }
  .switch::after {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: light-dark(#6d7f88, #9db0b7);
    transition: inset-inline-start 160ms;
  }
  [aria-checked='true'] > .switch {
    border-color: var(--accent);
    background: var(--accent);
  }
  [aria-checked='true'] > .switch::after {
    inset-inline-start: 19px;
    background: var(--on-accent);
  }
  .view-body h4 {
    margin: 16px 0 8px;
    color: var(--soft);
    font-weight: 500;
    font-size: 13px;
  }
  .view-body h4:first-child {
    margin-block-start: 0;
  }
  .help {
    display: grid;
    grid-template-columns: fit-content(50%) 1fr;
    gap: 8px 16px;
    margin: 0;
  }
  .help dt {
    min-inline-size: 104px;
    color: var(--link);
    font-weight: 500;
  }
  .help dt i {
    color: var(--soft);
    font-style: normal;
    font-weight: 400;
  }
  .help dd {
    margin: 0;
  }
  .help kbd {
    padding: 1px 6px;
    border: 1px solid var(--line);
    border-radius: 6px;
    font: inherit;
    font-size: 13px;
  }
  @media (prefers-reduced-motion: reduce) {
    .switch,
    .switch::after {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    [aria-checked='true'] > .switch {
      background: Highlight;
    }
  }
  [dir='rtl'] :is(.icon-back, .icon-plane) {
    scale: -1 1;
  }
  @media (forced-colors: active) {
    .panel .button {
      border: 1px solid CanvasText;
    }
  }
`;
