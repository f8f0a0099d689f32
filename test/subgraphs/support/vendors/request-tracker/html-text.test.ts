import * as fc from 'fast-check';
import { htmlToText } from '../../../../../subgraphs/support/vendors/request-tracker/html-text';

describe('htmlToText', () => {
  it('keeps the words and the lines', () => {
    expect(htmlToText('<p>Hello <b>you</b>,</p>\n<p>one<br>two<br/>three</p><ul><li>a</li><li>b</li></ul>')).toBe(
      'Hello you,\none\ntwo\nthree\na\nb',
    );
  });

  it('drops styles, scripts, comments and the head', () => {
    expect(htmlToText('<head><title>t</title></head><style>p {}</style><script>x()</script><!-- no -->yes')).toBe('yes');
  });

  it('reads entities once', () => {
    expect(htmlToText('8 &lt; 12 &amp;lt; &#228;&#xE4; &nbsp; &unknown; &#0; &#x110000;')).toBe(
      '8 < 12 &lt; ää   &unknown; &#0; &#x110000;',
    );
  });

  it('leaves text without markup as it is, but for its spaces', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !/[<>&\s]/.test(text)),
        (text) => expect(htmlToText(text)).toBe(text),
      ),
    );
  });
});
