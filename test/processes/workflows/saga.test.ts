// The pivot rule is kept by types, and again when a saga is loaded; a saga's version is what is declared of it.
import { z } from 'zod';
import { saga, step } from '../../../processes/workflows/saga';
import { CUSTOMER, first, KNOWN, known, reversible, second, third } from '../trials';

const nothing = (): [] => [];
const same = { about: 'For a test.', input: z.object({}), subject: () => null, read: KNOWN, readId: () => CUSTOMER };

describe('behind a pivot', () => {
  const back = step(first, { undo: true }, nothing);
  const pivot = step(second, { pivot: true }, nothing);
  const forever = step(third, { retry: 'forever' }, nothing);

  it('steps are tried for ever', () => {
    expect(() => saga({ ...same, name: 'right', steps: [back, pivot, forever] })).not.toThrow();
  });

  it('nothing is taken back', () => {
    // @ts-expect-error an undo behind a pivot is no type
    expect(() => saga({ ...same, name: 'wrong', steps: [pivot, back] })).toThrow('wrong: first: nothing is taken back after the pivot');
  });

  it('nothing is given up', () => {
    const plain = step(first, {}, nothing);
    // @ts-expect-error a step that may be given up behind a pivot is no type
    expect(() => saga({ ...same, name: 'wrong', steps: [pivot, plain] })).toThrow(
      'first: after the pivot a step is tried until it is done',
    );
  });

  it('and only there is something tried for ever', () => {
    // @ts-expect-error trying for ever before a pivot is no type
    expect(() => saga({ ...same, name: 'wrong', steps: [forever, pivot] })).toThrow('third: is tried for ever');
  });

  it('a pivot itself is not taken back', () => {
    const both = step(first, { pivot: true, undo: true }, nothing);
    expect(() => saga({ ...same, name: 'wrong', steps: [both] })).toThrow('first: has no way back, and an undo');
    expect(reversible.shape.steps.every(({ undo }) => undo)).toBe(true);
  });
});

it('has another version where anything of it is another', () => {
  const one = saga({ ...same, name: 'a', steps: [step(first, { undo: true }, nothing)] });
  const again = saga({ ...same, name: 'a', steps: [step(first, { undo: true }, nothing)] });
  const other = saga({ ...same, name: 'a', steps: [step(first, { undo: true }, () => nothing())] });
  const named = saga({ ...same, name: 'b', steps: [step(first, { undo: true }, nothing)] });
  expect(again.version).toBe(one.version);
  expect(other.version).not.toBe(one.version);
  expect(named.version).not.toBe(one.version);
});

it('decides nothing without the whole answer', async () => {
  const broken = (): ReturnType<typeof known> =>
    Promise.resolve({ data: { customer: null }, errors: [{ message: 'x', code: 'UPSTREAM_TIMEOUT' }] });
  await expect(reversible.decide({ email: 'x' }, null, null, broken)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  expect(await reversible.decide({ email: 'x' }, null, null, known)).toMatchObject({ kind: 'steps' });
});

it('takes no input that does not fit, and quotes none', () => {
  expect(() => reversible.read({ email: 7 })).toThrow(/^"email": /);
});
