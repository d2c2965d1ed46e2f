import type { Plugin } from 'vite';

const CSS_TEMPLATE = /\bcss`([^`]*)`/g;
const HTML_TEMPLATE = /\bhtml`/;

/** Takes the indentation out of style sheets and templates, which a JavaScript minifier must leave alone. */
export function shrinkTemplates(): Plugin {
  return {
    name: 'shrink-templates',
    enforce: 'pre',
    transform(code, id) {
      if (!/widget\/src\/.*\.ts$/.test(id)) return undefined;
      const shrunk = code.replace(CSS_TEMPLATE, (_, css: string) => `\`${shrinkCss(css)}\``);
      return { code: HTML_TEMPLATE.test(code) ? shrinkHtml(shrunk) : shrunk, map: null };
    },
  };
}

function shrinkCss(css: string): string {
  return css
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;\}/g, '}')
    .replace(/ !important/g, '!important')
    .trim();
}

/** Line breaks between tags and attributes; a file with templates writes no other text over several lines. */
function shrinkHtml(code: string): string {
  return code
    .replace(/>\n\s+(?=[<$])/g, '>')
    .replace(/\}\n\s+(?=<\/?[a-z]|\$\{)/g, '}')
    .replace(/(<\/?[a-z-]+)\n\s+>/g, '$1>')
    .replace(/(?<=["}a-z])\n\s+(?=[@?.a-z-]+=["$])/g, ' ')
    .replace(/(?<=["}])\n\s+>/g, '>');
}
