import { shareFamilyName } from '../../../platform/identity/family-names';

function named(full: string) {
  return { full, given: null, family: null };
}

it.each([
  ['佐藤 美咲', 'Misaki Sato'],
  ['佐藤美咲', 'Sato Misaki'],
  ['최 민준', 'Minjun Choi'],
  ['최민준', 'Choe Minjun'],
  ['張偉', 'Wei Zhang'],
  ['张伟', 'Cheung Wai'],
  ['長谷川 健', 'Ken Hasegawa'],
  ['欧阳娜', 'Na Ouyang'],
  ['森 一', 'Hajime Mori'],
])('%s and %s have one family name', (own, latin) => {
  expect(shareFamilyName(named(own), named(latin))).toBe(true);
  expect(shareFamilyName(named(latin), named(own))).toBe(true);
});

it.each([
  ['徐 娜', 'Zoé Benoît'],
  ['加藤舞', 'Tobias Zöllner'],
  ['王建国', 'Hannes Ebert'],
  ['佐藤 美咲', 'Misaki Kato'],
  // Not in the table: nothing is known.
  ['勅使河原 宏', 'Hiroshi Teshigahara'],
  ['佐藤', 'Sato'],
  ['Misaki Sato', 'Misaki Sato'],
  ['佐藤 美咲', '佐藤 美咲'],
  ['', 'Misaki Sato'],
])('%s and %s are not known to', (own, latin) => {
  expect(shareFamilyName(named(own), named(latin))).toBe(false);
});

it('reads names of two fields as well', () => {
  const own = { full: null, given: '美咲', family: '佐藤' };
  expect(shareFamilyName(own, { full: null, given: 'Misaki', family: 'Sato' })).toBe(true);
});
