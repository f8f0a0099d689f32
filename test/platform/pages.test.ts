import { allPages } from '../../platform/pages';

describe('pages', () => {
  it('are read one behind the other, to the end, in order', async () => {
    const asked: number[] = [];
    const pages = await allPages(
      1,
      (page) => {
        asked.push(page);
        return Promise.resolve({ page, next: page < 3 ? page + 1 : null });
      },
      ({ next }) => next,
    );
    expect(asked).toEqual([1, 2, 3]);
    expect(pages.map(({ page }) => page)).toEqual([1, 2, 3]);
  });

  it('that fail fail the whole: a list without its end would be a lie', async () => {
    const read = (page: number) => (page === 2 ? Promise.reject(new Error('gone')) : Promise.resolve({ next: page + 1 }));
    await expect(allPages(1, read, ({ next }) => next)).rejects.toThrow('gone');
  });

  it('that lead round in a circle are given up', async () => {
    let read = 0;
    const circle = () => Promise.resolve({ next: `p${(read += 1) % 2}` });
    await expect(allPages('p0', circle, ({ next }) => next)).rejects.toThrow('more than 1000 pages');
    expect(read).toBe(1_000);
  });
});
