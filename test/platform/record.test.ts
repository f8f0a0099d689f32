import fc from 'fast-check';
import { parseRecordId, recordId } from '../../platform/record';

describe('a record id', () => {
  it('is split at its first two colons', () => {
    expect(parseRecordId('hubspot:contact:501')).toEqual({ source: 'hubspot', type: 'contact', id: '501' });
    expect(parseRecordId('sql:customer:a:b\nc')).toEqual({ source: 'sql', type: 'customer', id: 'a:b\nc' });
    expect(recordId('zendesk', 'user', 77)).toBe('zendesk:user:77');
  });

  it('comes back as it went', () => {
    const part = fc.stringMatching(/^[^:]+$/);
    fc.assert(
      fc.property(part, part, fc.string({ minLength: 1 }), (source, type, id) => {
        expect(parseRecordId(recordId(source, type, id))).toEqual({ source, type, id });
      }),
    );
  });

  it.each(['', 'hubspot', 'hubspot:contact', 'hubspot:contact:', ':contact:1', 'hubspot::1'])('is none: "%s"', (text) => {
    expect(parseRecordId(text)).toBeNull();
  });
});
