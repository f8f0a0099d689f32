// Books of one process among several that cannot talk to each other: each keeps to its share of a limit.
import type { LocalBooks } from './budget-books';
import { shareOf } from './budget-quota';

/** The same books, granting this process's share. */
export function createDividedBooks(books: LocalBooks, processes: number): LocalBooks {
  return { ...books, take: (wish) => books.take({ ...wish, windows: wish.windows.map((window) => shareOf(window, processes)) }) };
}
