import type { TemplateResult } from 'lit';
import type { AdminKey } from '../../../../locales/keys.d.ts';

export interface Page {
  /** Pages of one name share a tab. */
  name: string;
  /** Below `/admin`; its first group is the `id`. */
  path: RegExp;
  /** Key of the title. */
  title: AdminKey;
  /** Where the tab leads; pages without stand behind others. */
  home?: string;
  /** `plain` scrolls, `split` fills the window. */
  layout: 'plain' | 'split';
  render(place: { id?: string; query: URLSearchParams }): TemplateResult;
}
