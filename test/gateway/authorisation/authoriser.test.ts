// Who is held against what: an operation is read once, and callers who lack the same get the same.
import { parse } from 'graphql';
import { EVERYBODY } from '../../../platform/request/caller';
import { openGuarded, somebody } from './guarded-graph';

const { authorises } = openGuarded({
  a: { sdl: 'type Query { open: Int a: Int @requiresScopes(scopes: [["a"]]) b: Int @requiresScopes(scopes: [["b"]]) }' },
});
const asked = (text: string, operationName: string | null = null) => ({ document: parse(text), documentId: text, operationName });

test('callers who lack the same share what is compiled, and nobody else', () => {
  const both = asked('{ a b }');
  const id = (...scopes: string[]) => authorises.withheldFrom(somebody(scopes), both)?.id;
  expect(id()).toBe(id('other'));
  expect(new Set([id(), id('a'), id('b'), id('a', 'b')]).size).toBe(4);
  expect(authorises.withheldFrom(somebody(['x']), both)).toBe(authorises.withheldFrom(somebody(['y']), asked('{ b a }')));
});

test('nothing is withheld from who holds all, or where nothing protected is asked', () => {
  expect(authorises.withheldFrom(somebody(['a', 'b']), asked('{ a b }'))).toBeUndefined();
  expect(authorises.withheldFrom(somebody(), asked('{ open }'))).toBeUndefined();
  expect(authorises.withheldFrom(EVERYBODY, asked('{ a b }'))).toBeUndefined();
});

test('operations of one document are told apart', () => {
  const text = 'query One { open } query Two { a }';
  expect(authorises.withheldFrom(somebody(), asked(text, 'One'))).toBeUndefined();
  expect(authorises.withheldFrom(somebody(), asked(text, 'Two'))).toBeDefined();
});
