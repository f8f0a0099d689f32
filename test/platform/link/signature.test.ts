// Who has the secret is believed, once and in time; nobody else is, whatever they change.
import type { SeenAnywhere } from '../../../platform/link/seen-anywhere';
import { createSigner, createVerifier, SIGNATURE_HEADER, type SignedParts } from '../../../platform/link/signature';

const SECRET = 'a secret of thirty-two characters';
const OTHER = 'another secret, as long as that one';
const NOW = 1_800_000_000_000;
const PARTS: SignedParts = {
  method: 'POST',
  path: '/graphql?a=1',
  body: '{"query":"{ a }"}',
  headers: { 'x-request-id': 'r', 'x-request-scope': 's', 'x-deadline-ms': '900', 'x-asked-subgraphs': 'crm', 'x-caller': 'e30' },
};

const signing = (...secrets: [string, ...string[]]) => ({ secrets, tenant: 'acme' });
const verifierAt = (time: number, secrets = signing(SECRET)) => createVerifier(secrets, { now: clockThatWasStarted(time) });

/** As of a process that has run for an hour by then. */
function clockThatWasStarted(time: number): () => number {
  let first = true;
  return () => (first ? ((first = false), time - 3_600_000) : time);
}

function signed(parts: SignedParts, { secrets = signing(SECRET), at = NOW } = {}): SignedParts {
  const proof = createSigner(secrets, () => at)(parts);
  return { ...parts, headers: { ...parts.headers, [SIGNATURE_HEADER]: proof } };
}

test('what was signed is taken, as text and as bytes', async () => {
  const verify = verifierAt(NOW);
  expect(await verify(signed(PARTS))).toBeNull();
  expect(await verify({ ...signed(PARTS), body: Buffer.from(String(PARTS.body)) })).toBeNull();
});

test('the same request is taken once', async () => {
  const verify = verifierAt(NOW);
  const request = signed(PARTS);
  expect(await verify(request)).toBeNull();
  expect(await verify(request)).toMatch(/seen before/);
});

test.each<[string, Partial<SignedParts>]>([
  ['the method', { method: 'PUT' }],
  ['the path', { path: '/graphql' }],
  ['the body', { body: '{"query":"{ b }"}' }],
  ['no body', { body: '' }],
])('with %s changed nothing is taken', async (_, change) => {
  expect(await verifierAt(NOW)({ ...signed(PARTS), ...change })).toMatch(/altered/);
});

test.each([
  ['x-request-id', 'other'],
  ['x-request-scope', 'other'],
  ['x-deadline-ms', '9000'],
  ['x-asked-subgraphs', 'crm,sales'],
  ['x-caller', 'e31'],
  ['x-caller', undefined],
  ['x-customer-graph-reads', 'on'],
])('with the header %s changed to %s nothing is taken', async (name, value) => {
  const request = signed(PARTS);
  expect(await verifierAt(NOW)({ ...request, headers: { ...request.headers, [name]: value } })).toMatch(/altered/);
});

test('a header moved into the next one’s place is a change', async () => {
  const request = signed({ ...PARTS, headers: { 'x-request-id': 'a', 'x-request-scope': 'b' } });
  const { [SIGNATURE_HEADER]: proof } = request.headers;
  const moved = { 'x-request-id': '', 'x-request-scope': 'a\nb', [SIGNATURE_HEADER]: proof };
  expect(await verifierAt(NOW)({ ...request, headers: moved })).toMatch(/altered/);
});

test.each([
  [4.9, null],
  [-4.9, null],
  [6, 'another time'],
  [-6, 'another time'],
])('a clock that is %s minutes away', async (minutes, fault) => {
  const answer = await verifierAt(NOW)(signed(PARTS, { at: NOW + minutes * 60_000 }));
  if (fault === null) expect(answer).toBeNull();
  else expect(answer).toContain(fault);
});

test('time and number are signed too', async () => {
  const request = signed(PARTS, { at: NOW - 6 * 60_000 });
  const proof = String(request.headers[SIGNATURE_HEADER]);
  const verify = verifierAt(NOW);
  for (const forged of [proof.replace(/^v1 \d+/, `v1 ${NOW}`), proof.replace(/ [\w-]+ ([\w-]{43})$/, ' another $1')]) {
    expect(await verify({ ...request, headers: { ...request.headers, [SIGNATURE_HEADER]: forged } })).toMatch(/altered|another time/);
  }
});

test.each([undefined, '', 'v1', 'v2 1800000000000 n p', `v1 ${NOW} n short`, ['a', 'b']])('%j is no signature', async (given) => {
  expect(await verifierAt(NOW)({ ...PARTS, headers: { ...PARTS.headers, [SIGNATURE_HEADER]: given } })).toMatch(/not signed|another shape/);
});

test('a new secret is put in front, and the old one still taken', async () => {
  const between = verifierAt(NOW, signing(OTHER, SECRET));
  expect(await between(signed(PARTS, { secrets: signing(SECRET) }))).toBeNull();
  expect(await between(signed(PARTS, { secrets: signing(OTHER, SECRET) }))).toBeNull();
  expect(await verifierAt(NOW, signing(OTHER))(signed(PARTS, { secrets: signing(SECRET) }))).toMatch(/not signed/);
});

test('another tenant with the same secret is a stranger', async () => {
  expect(await verifierAt(NOW, { secrets: [SECRET], tenant: 'globex' })(signed(PARTS))).toMatch(/not signed/);
});

test('what was signed before the process began is not taken: who answered it has forgotten it', async () => {
  const verify = createVerifier(signing(SECRET), { now: () => NOW });
  expect(await verify(signed(PARTS, { at: NOW - 10_000 }))).toMatch(/seen before/);
  expect(await verify(signed(PARTS, { at: NOW - 1_000 }))).toBeNull();
});

test('the other processes are asked for what is signed, in time and not known here, and for nothing else', async () => {
  const asked: [string, number][] = [];
  let isNew = true;
  const anywhere: SeenAnywhere = {
    isNew: async (...question) => (asked.push(question), isNew),
    unanswered: () => 0,
    close: async () => undefined,
  };
  const verify = createVerifier(signing(SECRET), { now: clockThatWasStarted(NOW), anywhere });
  const request = signed(PARTS, { at: NOW - 60_000 });
  for (const refused of [PARTS, { ...request, body: '' }, signed(PARTS, { at: NOW - 6 * 60_000 })])
    expect(await verify(refused)).not.toBeNull();
  expect(asked).toEqual([]);
  expect(await verify(request)).toBeNull();
  expect(await verify(request)).toMatch(/^seen before, or older/);
  const [, , nonce = ''] = String(request.headers[SIGNATURE_HEADER]).split(' ');
  // Four minutes are left of it here, and five more by the latest clock that is still right.
  expect(asked).toEqual([[nonce, 9 * 60_000]]);
  isNew = false;
  const other = signed(PARTS);
  expect(await verify(other)).toMatch(/^seen before, by another process/);
  isNew = true;
  expect(await verify(other)).toMatch(/^seen before, or older/);
  expect(asked).toHaveLength(2);
});
