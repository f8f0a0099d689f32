import { createGate } from '../../../../../subgraphs/marketing/vendors/mailchimp/gate';

/** Works that end when told to, in the order in which they began. */
function works() {
  const ends: (() => void)[] = [];
  return { work: () => new Promise<void>((end) => ends.push(end)), endFirst: () => ends.shift()?.(), inside: () => ends.length };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('lets so many in, and one more for each that leaves', async () => {
  const gate = createGate(2);
  const { work, endFirst, inside } = works();
  const all = Array.from({ length: 4 }, () => gate(work));
  await turn();
  expect(inside()).toBe(2);
  endFirst();
  await turn();
  expect(inside()).toBe(2);
  for (let left = 3; left > 0; left -= 1) {
    endFirst();
    await turn();
  }
  await Promise.all(all);
  expect(inside()).toBe(0);
});

it('keeps its places when works fail, and counts right afterwards', async () => {
  const gate = createGate(1);
  const failing = [gate(() => Promise.reject(new Error('a'))), gate(() => Promise.reject(new Error('b')))];
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const { work, endFirst, inside } = works();
  const both = [gate(work), gate(work)];
  await turn();
  expect(inside()).toBe(1);
  endFirst();
  await turn();
  endFirst();
  await Promise.all(both);
});

it('answers what the work answers, in the order of coming', async () => {
  const gate = createGate(1);
  const order: number[] = [];
  const answers = [1, 2, 3].map((one) => gate(async () => (await turn(), order.push(one), one)));
  expect(await Promise.all(answers)).toEqual([1, 2, 3]);
  expect(order).toEqual([1, 2, 3]);
});
