// A country as people write it, in their own words.
import { regionOf } from '../../../platform/identity/region';

it.each([
  ['United Kingdom', 'GB'],
  ['UK', 'GB'],
  ['U.S.A.', 'US'],
  ['gb', 'GB'],
  ['Deutschland', 'DE'],
  [' germany ', 'DE'],
  ['Brasil', 'BR'],
  ['日本', 'JP'],
])('%s is %s', (country, region) => {
  expect(regionOf(country)).toBe(region);
});

it('knows no region of what is no country', () => {
  expect(regionOf(null)).toBeUndefined();
  expect(regionOf('')).toBeUndefined();
  expect(regionOf('Atlantis')).toBeUndefined();
});
