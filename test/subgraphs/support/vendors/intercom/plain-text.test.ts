// Messages told as HTML, as text.
import fc from 'fast-check';
import { toHeadline, toParagraphs, toPlainText } from '../../../../../subgraphs/support/vendors/intercom/plain-text';

describe('a message', () => {
  it.each([
    ['<p>Hello</p>', 'Hello'],
    ['<p>Hello</p>\n<p>there</p>', 'Hello\nthere'],
    ['<p class="no-margin">one<br>two<br />three</p>', 'one\ntwo\nthree'],
    ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
    ['<p>see <a href="https://example.com/?a=1&amp;b=2">this</a>.</p>', 'see this.'],
    ['a &lt;b&gt; &amp;amp; &quot;c&quot; &#39;d&#39; &#x1F600; &nbsp;e', 'a <b> &amp; "c" \'d\' 😀 e'],
    ['2 < 3 and 4 > 1', '2 < 3 and 4 > 1'],
    ['&unknown; &#0; &#9999999; &', '&unknown; &#0; &#9999999; &'],
    ['<style>p { color: red }</style><p>red</p><script>alert(1)</script>', 'red'],
    ['<div><img src="x.png"></div>', ''],
    ['', ''],
  ])('%j is %j', (html, text) => {
    expect(toPlainText(html)).toBe(text);
  });

  it('of any text, told as Intercom tells it, is that text', () => {
    const line = fc
      .string({ unit: 'grapheme' })
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const html = lines.map((text) => `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>`).join('\n');
        expect(toPlainText(html)).toBe(lines.join('\n'));
      }),
    );
  });
});

describe('a headline', () => {
  it.each([
    ['one\ntwo', 20, 'one two'],
    ['  ', 20, null],
    ['twenty characters is', 20, 'twenty characters is'],
    ['twenty characters is not enough', 20, 'twenty characters…'],
    ['donaudampfschifffahrtsgesellschaft', 10, 'donaudampf…'],
    ['😀😀😀', 3, '😀…'],
  ])('of %j in %i characters is %j', (text, most, headline) => {
    expect(toHeadline(text, most)).toBe(headline);
  });

  it('is never longer than it may be, and never an empty text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 90 }), (text, most) => {
        const headline = toHeadline(text, most);
        expect(headline === null ? text.trim() : 'said').toBe(headline === null ? '' : 'said');
        expect((headline ?? '').length).toBeLessThanOrEqual(most + 1);
      }),
    );
  });
});

describe('a text as Intercom takes it', () => {
  it('is a paragraph a line, and no tag of its own', () => {
    expect(toParagraphs('a < b & <b>c</b>\n\nd')).toBe('<p>a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;</p><p>d</p>');
  });

  it('says what it said, but for blanks', () => {
    const said = fc.array(fc.stringMatching(/^[!-~äß€]+$/), { minLength: 1 });
    fc.assert(fc.property(said, (words) => expect(toPlainText(toParagraphs(words.join('\n')))).toBe(words.join('\n'))));
  });
});
