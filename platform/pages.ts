// Reads a vendor's list to its end, page by page, whatever points to the next page. Knows no vendor and sends nothing itself.

/** More pages than any customer fills: a vendor whose next page leads round in a circle must not be read for ever. */
const MOST_PAGES = 1_000;

/**
 * All pages, in order. `next` = where the page after this one begins, null or undefined = there is none. Rejects as `read` does,
 * and with an Error after 1,000 pages.
 */
export async function allPages<Page, Place>(
  first: Place,
  read: (place: Place) => Promise<Page>,
  next: (page: Page) => Place | null | undefined,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let place: Place | null | undefined = first; place !== null && place !== undefined;) {
    if (pages.length === MOST_PAGES) throw new Error(`more than ${MOST_PAGES} pages`);
    const page: Page = await read(place);
    pages.push(page);
    place = next(page);
  }
  return pages;
}
