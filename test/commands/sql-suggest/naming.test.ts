// How names are read.
import fc from 'fast-check';
import { ownPrefixOf, readingsOf, singularsOf, tableWords, wordsOf } from '../../../commands/sql-suggest/naming';
import { anyName, table } from './tables';

describe('names', () => {
  it.each([
    ['strKundenNr', ['str', 'kunden', 'nr']],
    ['KUNDEN_NR', ['kunden', 'nr']],
    ['customerID', ['customer', 'id']],
    ['VATNumber', ['vat', 'number']],
    ['Straße (Büro)', ['strasse', 'buero']],
    ['prénom', ['prenom']],
    ['address1', ['address1']],
    ['---', []],
  ])('%s is read as %j', (name, words) => expect(wordsOf(name)).toEqual(words));

  it('are read as letters and digits alone, and the same again', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const words = wordsOf(name);
        expect(words.every((word) => /^[\p{L}\p{N}]+$/u.test(word))).toBe(true);
        expect(wordsOf(words.join('_'))).toEqual(words);
      }),
    );
  });

  it('lose what says their type or table', () => {
    expect(readingsOf(['str', 'name'], null)).toEqual([['str', 'name'], ['name']]);
    expect(readingsOf(['kd', 'name'], 'kd')).toEqual([['kd', 'name'], ['name']]);
    expect(readingsOf(['b'], null)).toEqual([['b']]);
  });

  it('of most columns may share a prefix', () => {
    expect(ownPrefixOf(table('kunde', { kd_nr: 'int4', kd_name: 'text', kd_ort: 'text', land: 'text' }))).toBe('kd');
    expect(ownPrefixOf(table('person', { first_name: 'text', last_name: 'text', birth_date: 'date' }))).toBeNull();
  });

  it.each([
    ['tblKundenStamm', ['kunden']],
    ['INVOICE_HDR', ['invoice']],
    ['v_orders', ['orders']],
    ['orders', ['orders']],
    ['tab', ['tab']],
  ])('of a table, %s, say %j', (name, words) => expect(tableWords(table(name, {}))).toEqual(words));

  it.each([
    ['companies', 'company'],
    ['invoices', 'invoice'],
    ['kunden', 'kunde'],
    ['rechnungen', 'rechnung'],
  ])('%s may be many of %s', (many, one) => expect(singularsOf(many)).toContain(one));
});
