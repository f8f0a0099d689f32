import { companiesCompatible, normaliseCompany } from '../../../platform/identity/company';

test.each([
  ['Acme GmbH & Co. KG', 'acme'],
  ['ACME, Inc.', 'acme'],
  ['株式会社アクメ', 'アクメ'],
  ['Café Müller e.V.', 'cafe mueller'],
  ['A.B.C. Ltd', 'abc'],
  ['  ', null],
  [null, null],
])('%j is %j', (name, normalised) => {
  expect(normaliseCompany(name)).toBe(normalised);
});

test.each([
  ['Acme GmbH', 'ACME', 'same'],
  ['Analytical Engines Ltd', 'AnalyticalEngines', 'same'],
  ['Analytical Engines', 'Analytical Engins', 'compatible'],
  ['Warehouse 12 Berlin', 'Warehouse 13 Berlin', 'incompatible'],
  ['Acme', 'Acme Europe', 'incompatible'],
  ['Acme', null, 'absent'],
])('%j and %j are %s', (a, b, verdict) => {
  expect(companiesCompatible(a, b)).toBe(verdict);
  expect(companiesCompatible(b, a)).toBe(verdict);
});
