import { fulfilled } from '../../platform/fulfilled';

it('answers what came, in order', async () => {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('late'), 5));
  await expect(fulfilled([late, Promise.reject(new Error('down')), Promise.resolve('early')])).resolves.toEqual(['late', 'early']);
});

it('fails where nothing came', async () => {
  await expect(fulfilled([Promise.reject(new Error('first')), Promise.reject(new Error('second'))])).rejects.toThrow('first');
});

it('is nothing of nothing', async () => {
  await expect(fulfilled([])).resolves.toEqual([]);
});
