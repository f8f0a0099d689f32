// Requirements are read from the text and taken out of it, all of them; what is not understood fails.
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { readRequirements } from '../../../gateway/authorisation/applied';
import { ConfigError } from '../../../platform/errors';

const NAMES = '"@key", { name: "@authenticated", as: "@auth" }, { name: "@requiresScopes", as: "@scopes" }, "@policy"';

function composed(sdl: string): string {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${NAMES}])`;
  const { supergraphSdl = '', errors } = composeServices([{ name: 'a', url: 'http://a', typeDefs: parse(`${link} ${sdl}`) }]);
  expect(errors).toBeUndefined();
  return supergraphSdl;
}

const GUARDED = composed(`
  type Query { a: Thing @auth  b: String @auth @scopes(scopes: [["x", "y"], ["z"]]) c: E s: S }
  type Thing @policy(policies: [["p"]]) { id: ID }
  enum E @auth { A }
  scalar S @scopes(scopes: [["s"]])`);

function faultOf(sdl: string): string {
  try {
    readRequirements(sdl);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.join('\n');
    throw error;
  }
  return '';
}

test('whatever it is called, each is read, and none is left', () => {
  const { byPlace, sdl } = readRequirements(GUARDED);
  expect(Object.fromEntries(byPlace)).toEqual({
    'Query.a': [{ kind: 'authenticated' }],
    'Query.b': [{ kind: 'authenticated' }, { kind: 'scopes', anyOf: expect.arrayContaining([['z']]) }],
    Thing: [{ kind: 'policies', anyOf: [['p']] }],
    E: [{ kind: 'authenticated' }],
    S: [{ kind: 'scopes', anyOf: [['s']] }],
  });
  expect(sdl).not.toMatch(/@auth|@scopes|@policy|requiresScopes|Policy|specs\.apollo\.dev\/(authenticated|policy)/);
  expect(readRequirements(sdl)).toMatchObject({ sdl, byPlace: new Map() });
});

test.each<[what: string, change: (sdl: string) => string, fault: RegExp]>([
  ['another version', (sdl) => sdl.replace('authenticated/v0.1', 'authenticated/v0.2'), /asks for .*authenticated\/v0.2/],
  [
    'another feature',
    (sdl) => sdl.replace('schema\n', 'schema\n@link(url: "https://x.example/fence/v1.0", for: SECURITY)\n'),
    /fence\/v1.0/,
  ],
  [
    'a directive that only bears the name',
    (sdl) => `${sdl} directive @requiresScopes(scopes: [[String!]!]!) on OBJECT`,
    /declares @requiresScopes/,
  ],
  ['a place where none is enforced', (sdl) => `${sdl} input I @auth { a: Int } union U @auth = Thing`, /2 of its requirements/],
  ['a list of names', (sdl) => sdl.replace('policies: [["p"]]', 'policies: ["p"]'), /@policy of Thing/],
  ['what is no name', (sdl) => sdl.replace('policies: [["p"]]', 'policies: [[1]]'), /@policy of Thing/],
])('%s fails', (_, change, fault) => {
  expect(change(GUARDED)).not.toBe(GUARDED);
  expect(faultOf(change(GUARDED))).toMatch(fault);
  expect(faultOf(GUARDED)).toBe('');
});
