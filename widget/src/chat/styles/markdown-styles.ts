import { css } from '../../css.ts';

export const markdownStyles = css`
  .text > * + *,
  .sealed > * + * {
    margin-block-start: 8px;
  }
  .sealed {
    content-visibility: auto;
    contain-intrinsic-size: auto 300px auto 600px;
    overflow-clip-margin: 8px;
  }
  .text h3 {
    font-weight: 600;
    font-size: 16px;
  }
  .text strong {
    font-weight: 600;
  }
  .text :is(ul, ol) {
    padding-inline-start: 20px;
    list-style: disc;
  }
  .text ol {
    padding-inline-start: 24px;
    list-style: decimal;
  }
  .text li + li,
  .text li > :is(ul, ol) {
    margin-block-start: 4px;
  }
  .text li::marker {
    color: var(--soft);
  }
  .text blockquote {
    padding-inline-start: 12px;
    border-inline-start: 3px solid color-mix(in srgb, var(--soft) 40%, transparent);
  }
  .text :is(code, pre) {
    font:
      13px/20px ui-monospace,
      'SF Mono',
      Menlo,
      Consolas,
      monospace;
  }
  .text :not(pre) > code {
    padding: 1px 4px;
    border-radius: 4px;
    background: color-mix(in srgb, currentColor 9%, transparent);
  }
  agent-chat-code {
    position: relative;
    display: block;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
    direction: ltr;
  }
  agent-chat-code::before {
    content: attr(data-language);
    display: block;
    height: 32px;
    padding-inline: 12px;
    color: var(--soft);
    font-size: 12px;
    line-height: 32px;
  }
  .text pre {
    padding: 0 12px 8px;
    overflow-x: auto;
    overflow-wrap: normal;
  }
  .text hr {
    margin-block: 12px;
    border: 0;
    border-block-start: 1px solid color-mix(in srgb, var(--soft) 40%, transparent);
  }
  .text .table {
    overflow-x: auto;
    overflow-wrap: normal;
  }
  .text table {
    border-spacing: 0;
    font-size: 14px;
    line-height: 20px;
  }
  .text :is(th, td) {
    padding-block: 4px;
    padding-inline: 0 16px;
    border-block-end: 1px solid color-mix(in srgb, var(--soft) 40%, transparent);
    text-align: start;
    vertical-align: top;
  }
  .text tbody tr:last-child td {
    border: 0;
  }
  .text th {
    color: var(--soft);
    font-weight: 500;
    white-space: nowrap;
  }
  .text .end {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .text .center {
    text-align: center;
  }
`;
