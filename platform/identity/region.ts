// Which region does a country, as people write it, mean? A phone number without a country code can only be read with it.
import { getCountries, type CountryCode } from 'libphonenumber-js';

/** The languages in which business systems usually have their country names. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'ja', 'zh', 'ko'];

/** What people write and no dictionary has. */
const ALSO: Readonly<Record<string, CountryCode>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  holland: 'NL',
  korea: 'KR',
  czechia: 'CZ',
};

const regions = regionsByName();

/** The region of an ISO code or a country's name in a usual language; undefined when it is none. */
export function regionOf(country: string | null): string | undefined {
  return country === null ? undefined : regions.get(fold(country));
}

function regionsByName(): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  const codes = getCountries();
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const name = names.of(code);
      if (name !== undefined) byName.set(fold(name), code);
    }
  }
  for (const [name, code] of Object.entries(ALSO)) byName.set(name, code);
  for (const code of codes) byName.set(fold(code), code);
  return byName;
}

function fold(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase().replaceAll('.', '');
}
