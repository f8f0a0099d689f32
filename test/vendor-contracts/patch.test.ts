// Mending a description: what a change does, and that one without effect is an error.
import { mend } from './patch';

const DOCUMENT = {
  paths: { '/a': { get: {} }, '/b': { get: { parameters: [1] } } },
  components: { schemas: { A: { required: ['x', 'y'], properties: { x: { type: 'string' } } }, B: { required: ['z'] } } },
};
const mended = (...changes: Parameters<typeof mend>[2][number]['changes']) =>
  mend(DOCUMENT, 'things', [{ vendor: 'things', reason: 'so it is', changes }]);

it('sets, appends and removes, at one place or at every one', () => {
  expect(mended({ at: '/components/schemas/A/properties/x', merge: { nullable: true } })).toMatchObject({
    components: { schemas: { A: { properties: { x: { type: 'string', nullable: true } } } } },
  });
  expect(mended({ at: '/paths/*/get/parameters', append: [2] })).toMatchObject({
    paths: { '/a': { get: { parameters: [2] } }, '/b': { get: { parameters: [1, 2] } } },
  });
  expect(mended({ at: '/components/schemas/A/required', remove: ['x'] })).toMatchObject({
    components: { schemas: { A: { required: ['y'] }, B: { required: ['z'] } } },
  });
  expect(mended({ at: '/components/schemas/*', remove: ['required'] }).components).toEqual({
    schemas: { A: { properties: { x: { type: 'string' } } }, B: {} },
  });
  expect(mended({ at: '/paths/~1a', merge: { post: {} } })).toMatchObject({ paths: { '/a': { get: {}, post: {} } } });
});

it('leaves the document that it was given, and the faults of other vendors', () => {
  const before = structuredClone(DOCUMENT);
  mended({ at: '/paths/~1a', merge: { post: {} } });
  expect(DOCUMENT).toEqual(before);
  expect(mend(DOCUMENT, 'others', [{ vendor: 'things', reason: '', changes: [{ at: '/nothing', merge: {} }] }])).toEqual(DOCUMENT);
});

it('refuses a change that alters nothing', () => {
  expect(() => mended({ at: '/components/schemas/C', merge: { nullable: true } })).toThrow(
    'things: a known fault is gone, at /components/schemas/C (so it is)',
  );
  expect(() => mended({ at: '/components/schemas/B/required', remove: ['x'] })).toThrow('a known fault is gone');
  expect(() => mended({ at: '/components/schemas/A/properties/x', merge: { type: 'string' } })).toThrow('a known fault is gone');
});
