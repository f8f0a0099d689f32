// The text of a message that Intercom tells as HTML of its own editor: paragraphs, line breaks, links and lists; and text as it takes it.
// Not for HTML of strangers that somebody means to show as HTML.

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const LARGEST_CODE_POINT = 0x10_ffff;

/** Tags go, paragraphs and line breaks become new lines, entities their characters. */
export function toPlainText(html: string): string {
  return html
    .replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/\s*<br\s*\/?>\s*/gi, '\n')
    .replace(/<\/(p|div|li|h[1-6]|tr|blockquote)\s*>\s*/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (entity, decimal?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity;
      return toCharacter(decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)) ?? entity;
    })
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** A text as HTML that says it and nothing else: a paragraph a line. */
export function toParagraphs(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped
    .split(/\n+/)
    .map((line) => `<p>${line}</p>`)
    .join('');
}

/** The beginning of a text in one line, cut between words: what a message without a subject is called by. null = it says nothing. */
export function toHeadline(plain: string, mostCharacters = 80): string | null {
  const line = plain.replace(/\s+/g, ' ').trim();
  if (line === '') return null;
  if (line.length <= mostCharacters) return line;
  const cut = line.slice(0, mostCharacters);
  const space = cut.lastIndexOf(' ');
  return `${(space > mostCharacters / 2 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function toCharacter(codePoint: number): string | null {
  return codePoint > 0 && codePoint <= LARGEST_CODE_POINT ? String.fromCodePoint(codePoint) : null;
}
