import fc from 'fast-check';
import { emailVariants, isBlockedEmail, isRoleMailbox, normaliseEmail } from '../../../platform/identity/email';

describe('normaliseEmail', () => {
  test.each([
    ['ada@example.com', 'ada@example.com'],
    ['  Ada@Example.COM \n', 'ada@example.com'],
    ['mailto:ada@example.com?subject=Hello', 'ada@example.com'],
    ['"Lovelace, Ada" <Ada@example.com>', 'ada@example.com'],
    ['Ada <mailto:ada@example.com>', 'ada@example.com'],
    ['ａｄａ＠ｅｘａｍｐｌｅ.com', 'ada@example.com'],
    ['ada@\u200Bexample.com', 'ada@example.com'],
    ['ada@BÜCHER.de', 'ada@xn--bcher-kva.de'],
    ['ada@例え。jp', 'ada@xn--r8jz45g.jp'],
    ['ada@example.com.', 'ada@example.com'],
    ['"ada"@example.com', 'ada@example.com'],
    ['a.d.a+news@gmail.com', 'a.d.a+news@gmail.com'],
    ["o'hara@example.ie", "o'hara@example.ie"],
    ['jürgen@example.de', 'jürgen@example.de'],
    ['a..b.@docomo.ne.jp', 'a..b.@docomo.ne.jp'],
  ])('%j is %j', (raw, normalised) => {
    expect(normaliseEmail(raw)).toBe(normalised);
  });

  test.each([null, undefined, '', '  ', 'null', 'n/a', 'ada', '@example.com', 'ada@', 'ada@localhost', 'a b@example.com', 'ada@1.2.3.4'])(
    '%j is no address',
    (raw) => {
      expect(normaliseEmail(raw)).toBeNull();
    },
  );

  test('two addresses are not guessed between, and a domain cannot smuggle a path in', () => {
    expect(normaliseEmail('ada@example.com, bob@example.com')).toBeNull();
    expect(normaliseEmail('ada@example.com;bob@example.com')).toBeNull();
    expect(normaliseEmail('ada@example.com/x')).toBeNull();
    expect(normaliseEmail('ada@%65xample.com')).toBeNull();
    expect(normaliseEmail(`${'a'.repeat(65)}@example.com`)).toBeNull();
  });

  test('law: normalising twice changes nothing, whatever comes in', () => {
    const messy = fc.oneof(
      fc.emailAddress(),
      fc
        .tuple(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }))
        .map(([a, b]) => `${a}@${b}.de`),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(messy, (raw) => {
        const once = normaliseEmail(raw);
        expect(once === null || normaliseEmail(once) === once).toBe(true);
      }),
    );
  });

  test('law: case and surrounding blanks never matter', () => {
    fc.assert(fc.property(fc.emailAddress(), (email) => expect(normaliseEmail(` ${email.toUpperCase()} `)).toBe(normaliseEmail(email))));
  });
});

test.each([
  ['test@example.com', true],
  ['test+1@example.com', true],
  ['no-reply@shop.example', true],
  ['noreply+77@shop.example', true],
  ['unknown@example.com', true],
  ['n/a@example.com', true],
  ['0000@example.com', true],
  ['null', true],
  ['', true],
  ['ada@example.com', false],
  ['testa@example.com', false],
  ['support@example.com', false],
])('%j identifies nobody: %j', (email, blocked) => {
  expect(isBlockedEmail(email)).toBe(blocked);
});

test.each([
  ['info@example.com', true],
  ['sales.de@example.com', true],
  ['support2@example.com', true],
  ['billing+stripe@example.com', true],
  ['customer-service@example.com', true],
  ['buchhaltung@example.de', true],
  ['atencion.al.cliente@example.es', true],
  ['ada@example.com', false],
  ['ada.support@example.com', false],
  ['inform@example.com', false],
])('%j is a role mailbox: %j', (email, role) => {
  expect(isRoleMailbox(email)).toBe(role);
});

test('only Gmail has a canonical form, shared by all ways to write the mailbox', () => {
  const forms = ['ada.lovelace@gmail.com', 'adalovelace@googlemail.com', 'a.d.a.lovelace+news@gmail.com'];
  for (const form of forms) expect(emailVariants(form)).toEqual(['adalovelace@gmail.com']);
  expect(emailVariants('ada.lovelace+news@example.com')).toEqual([]);
});
