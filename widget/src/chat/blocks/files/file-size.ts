const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** As people of the language write it: `84 kB`, `1.2 MB`. */
export function fileSize(bytes: number, locale: string): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** step;
  return new Intl.NumberFormat([locale, 'en'], {
    ...{ style: 'unit', unit: UNITS[step], unitDisplay: step === 0 ? 'long' : 'short' },
    maximumFractionDigits: amount < 10 && step > 1 ? 1 : 0,
  }).format(amount);
}
