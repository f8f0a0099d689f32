// RT's collections: order and pages. https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Paging, and the JSON of a real 5.0.3.
import type { VendorAnswer, VendorRequest } from '../../http/message';
import { toItem, type Entity } from './entities';

const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;

/**
 * The page asked for. What is no number is taken as the default, more than 100 as 100.
 *
 * @param hides what RT does not show this account of what is found: it takes them out of the pages one by one, which then are not full,
 * and tells neither how many there are nor how many pages. null = it shows all.
 */
export function toPage(
  all: readonly Entity[],
  { query, origin, path }: VendorRequest,
  hides: ((entity: Entity) => boolean) | null = null,
): VendorAnswer {
  const counted = hides === null;
  const perPage = Math.min(MAX_PAGE, toNumber(query.get('per_page')) ?? DEFAULT_PAGE);
  const page = toNumber(query.get('page')) ?? 1;
  const { sorted, known } = inOrder(all, query);
  const items = known ? sorted.slice((page - 1) * perPage, page * perPage).filter((entity) => hides?.(entity) !== true) : [];
  const pages = Math.ceil(all.length / perPage);
  const link = (to: number) => `${origin}${path}?${withPage(query, to)}`;
  return {
    status: 200,
    body: {
      ...{ count: items.length, page, per_page: perPage, items: items.map((entity) => toItem(entity, query, origin)) },
      ...(counted ? { total: all.length, pages } : { total: null, pages: null }),
      ...(counted && page < pages ? { next_page: link(page + 1) } : {}),
      ...(counted && page > 1 ? { prev_page: link(Math.min(page - 1, Math.max(pages, 1))) } : {}),
    },
  };
}

function toNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

/** RT 5.0.3 leaves an empty parameter where the old page was, unless that was the last one. */
function withPage(query: URLSearchParams, page: number): string {
  const pairs = [...query];
  const at = pairs.findIndex(([name]) => name === 'page');
  if (at !== -1) pairs.splice(at, 1, ...(at === pairs.length - 1 ? [] : [['', ''] satisfies [string, string]]));
  const text = new URLSearchParams([...pairs, ['page', String(page)]]).toString();
  // RT's library leaves these as they are; both forms mean the same.
  return text.replace(/%(?:21|27|28|29|7E)/gi, decodeURIComponent);
}

/** `orderby` and `order`, in pairs; a column that there is not makes the database refuse, and RT shows nothing. */
function inOrder(all: readonly Entity[], query: URLSearchParams): { sorted: readonly Entity[]; known: boolean } {
  const orders = query.getAll('order');
  const columns = query.getAll('orderby').map((name, index) => ({ name, sign: orders[index]?.toUpperCase() === 'DESC' ? -1 : 1 }));
  const known = columns.every(({ name }) =>
    all.every(({ fields }) => typeof fields[name] === 'string' || typeof fields[name] === 'number'),
  );
  if (columns.length === 0 || !known) return { sorted: all, known };
  const sorted = all.toSorted((a, b) => {
    for (const { name, sign } of columns) {
      const order = compare(a.fields[name], b.fields[name]);
      if (order !== 0) return order * sign;
    }
    return 0;
  });
  return { sorted, known };
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [String(a), String(b)];
  if (/^-?\d+$/.test(left) && /^-?\d+$/.test(right)) return Number(left) - Number(right);
  return left.toLowerCase() < right.toLowerCase() ? -1 : left.toLowerCase() > right.toLowerCase() ? 1 : 0;
}
