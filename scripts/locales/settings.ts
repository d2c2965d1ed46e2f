import { translationSettings, type TranslationSettings } from '../../backend/src/translation/translation-settings.ts';

/** What the check of `locales/` cannot know by reading the sources. */
export interface LocaleSettings extends TranslationSettings {
  /** Folders and files that are searched for keys. */
  sources: string[];
  /** Whose keys are written without a namespace, and which ones they may stand in: the longest folder that fits. */
  namespaces: Record<string, string[]>;
  /** Beginnings of keys that are put together from data where no template literal shows it: `namespace:path.` */
  dynamic: string[];
}

export const localeSettings: LocaleSettings = {
  ...translationSettings,
  sources: ['backend/src', 'widget', 'demo', 'sdk/src', 'scripts', 'prompts'],
  namespaces: {
    'widget/': ['widget', 'widget-more'],
    'demo/telegram/': ['phone'],
    'demo/site/': ['site'],
    'demo/admin/': ['admin'],
  },
  dynamic: ['consultant:', 'phone:person.'],
};
