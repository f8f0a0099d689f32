// Four records of one source that hold one number: it is nobody's.
import { isGeneric } from '../../../platform/identity/generic';

it('counts a source at a time', () => {
  const of = (source: string, count: number) => Array.from({ length: count }, (_, index) => `${source}:contact:${index}`);
  expect(isGeneric([])).toBe(false);
  expect(isGeneric([...of('hubspot', 3), ...of('zendesk', 3)])).toBe(false);
  expect(isGeneric([...of('hubspot', 4), ...of('zendesk', 1)])).toBe(true);
});
