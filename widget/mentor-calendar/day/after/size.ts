const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** How many bytes there are, as people say it: `12 MB`. */
export function sizeInWords(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  return (bytes / 1024 ** power).toLocaleString(locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: 'short',
    maximumFractionDigits: power > 1 && bytes < 10 * 1024 ** power ? 1 : 0,
  });
}
