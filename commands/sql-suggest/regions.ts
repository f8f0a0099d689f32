// Names of countries → their two letters (ISO 3166-1), from what the runtime knows: no list of our own.

/** Older and shorter names that the runtime does not list. */
const ALSO: ReadonlyMap<string, string> = new Map(
  Object.entries({
    usa: 'US',
    'united states of america': 'US',
    uk: 'GB',
    'great britain': 'GB',
    england: 'GB',
    'czech republic': 'CZ',
    'tschechische republik': 'CZ',
    holland: 'NL',
    brd: 'DE',
    grossbritannien: 'GB',
    turkey: 'TR',
  }),
);

let byName: ReadonlyMap<string, string> | null = null;

/** `Germany`, `Deutschland` or `de` → `DE`; null = no country we know by that name. */
export function regionOf(name: string): string | null {
  const plain = name.trim().toLowerCase();
  byName ??= readNames();
  return byName.get(plain) ?? ALSO.get(plain) ?? null;
}

function readNames(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Map<string, string>();
  const displays = ['en', 'de'].map((locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' }));
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    for (const display of displays) {
      const name = display.of(code)?.toLowerCase();
      // Codes that were given up have the name of what came after them: the first in the alphabet need not be the right one.
      if (name === undefined || Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) continue;
      names.set(name, code);
      names.set(code.toLowerCase(), code);
    }
  }
  return names;
}
