import { html, type TemplateResult } from 'lit';
import { apiUrl, type Query } from '../state/api.ts';
import { currentLanguage, t } from '../state/words.ts';
import { icon } from './icon.ts';

const FORMATS = ['csv', 'xlsx', 'json'];

/** Downloads of every lead that the list is narrowed to. */
export function exportLinks(narrowing: Query): TemplateResult {
  const query = { ...narrowing, locale: currentLanguage() };
  return html`
    <div class="export" role="group" aria-label=${t('leads.export')}>
      <span class="export-label">${icon('download')}<span>${t('leads.export')}</span></span>
      ${FORMATS.map(
        (format) =>
          html`<a class="button" download href=${apiUrl('/leads/export', { ...query, format })}
            >${format.toUpperCase()}</a
          >`,
      )}
    </div>
  `;
}
