// What a supergraph calls the features it links.
import { parse } from 'graphql';
import { directiveOf, featuresIn } from '../../../gateway/authorisation/features';

const URL = 'https://specs.apollo.dev/requiresScopes/v0.1';
const named = (links: string): string[] => featuresIn(parse(`schema ${links} { query: Query }`)).map(directiveOf);
const LINK = '@link(url: "https://specs.apollo.dev/link/v1.0")';

test.each([
  ['imported', `${LINK} @link(url: "${URL}", import: ["@requiresScopes"])`, 'requiresScopes'],
  ['renamed', `${LINK} @link(url: "${URL}", import: [{ name: "@requiresScopes", as: "@scopes" }])`, 'scopes'],
  ['renamed beside others', `${LINK} @link(url: "${URL}", import: ["Scope", { name: "@requiresScopes", as: "@s" }])`, 's'],
  ['not imported', `${LINK} @link(url: "${URL}", for: SECURITY)`, 'requiresScopes'],
  ['under another name as a whole', `${LINK} @link(url: "${URL}", as: "auth")`, 'auth'],
  ['with a slash at the end', `${LINK} @link(url: "${URL}/")`, 'requiresScopes'],
  ['linked by a link of another name', `@core(url: "https://specs.apollo.dev/link/v1.0", as: "core") @core(url: "${URL}", as: "x")`, 'x'],
  ['linked in the old way', `@core(feature: "https://specs.apollo.dev/core/v0.2") @core(feature: "${URL}", as: "old")`, 'old'],
])('%s', (_, links, name) => {
  expect(named(links)[1]).toBe(name);
});

test('an extension of the schema links too, and says what for', () => {
  const [, feature] = featuresIn(parse(`schema ${LINK} { query: Query } extend schema @link(url: "${URL}", for: SECURITY)`));
  expect(feature).toMatchObject({ identity: 'https://specs.apollo.dev/requiresScopes', version: 'v0.1', purpose: 'SECURITY' });
});
