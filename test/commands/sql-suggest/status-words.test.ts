// Words of a status, however they are written.
import { ourWord, type Vocabulary } from '../../../commands/sql-suggest/status-words';

describe('a word', () => {
  it.each<[Vocabulary, string, string | null]>([
    ['invoiceStatus', 'Part-paid', 'PARTIALLY_PAID'],
    ['invoiceStatus', 'ÜBERFÄLLIG', 'OPEN'],
    ['invoiceStatus', 'written_off', 'UNCOLLECTIBLE'],
    ['invoiceStatus', 'storniert', 'VOID'],
    ['orderStatus', 'In Bearbeitung', 'PROCESSING'],
    ['orderStatus', 'SHIPPED', 'IN_TRANSIT'],
    ['orderStatus', 'gelöscht', null],
    ['ticketStatus', 'on-hold', 'ON_HOLD'],
    ['ticketStatus', 'gelöst', 'CLOSED'],
    ['priority', 'Hoch', 'HIGH'],
    ['priority', '3', null],
    ['priority', 'constructor', null],
  ])('of %s: %s means %s', (vocabulary, theirs, ours) => expect(ourWord(vocabulary, theirs)).toBe(ours));
});
