// Names of countries in English and German.
import { regionOf } from '../../../commands/sql-suggest/regions';

describe('a country', () => {
  it.each([
    ['Germany', 'DE'],
    ['Deutschland', 'DE'],
    [' österreich ', 'AT'],
    ['de', 'DE'],
    ['USA', 'US'],
    ['United Kingdom', 'GB'],
    ['Czech Republic', 'CZ'],
    ['Brazil', 'BR'],
    ['Atlantis', null],
    ['', null],
    ['constructor', null],
  ])('%s is %s', (name, code) => expect(regionOf(name)).toBe(code));
});
