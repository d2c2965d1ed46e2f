/** Whether the browser takes it for a language tag; it throws at everything else. */
export function isLocale(tag: string): boolean {
  try {
    return Boolean(new Intl.Locale(tag));
  } catch {
    return false;
  }
}
