// What words for a status or priority mean in ours, in English and German. Words are no personal data; what is not listed is not guessed.

export type Vocabulary = 'invoiceStatus' | 'orderStatus' | 'ticketStatus' | 'priority';

const WORDS: Readonly<Record<Vocabulary, Readonly<Record<string, string>>>> = {
  invoiceStatus: {
    DRAFT: 'draft entwurf proforma vorlaeufig unposted new neu created angelegt inbearbeitung',
    OPEN: 'open offen sent issued unpaid due overdue pastdue late finalized finalised posted gebucht versendet versandt verschickt gestellt faellig ueberfaellig gemahnt mahnung inmahnung reminded dunning awaitingpayment outstanding unbezahlt nichtbezahlt notpaid booked pending pendingpayment invoiced billed viewed unsettled delivered',
    PARTIALLY_PAID:
      'partial partiallypaid partpaid partlypaid partialpayment teilbezahlt teilweisebezahlt teilzahlung angezahlt teilgezahlt',
    PAID: 'paid bezahlt settled beglichen ausgeglichen gezahlt paidinfull fullypaid cleared closed complete completed erledigt geschlossen abgeschlossen vollstaendigbezahlt',
    VOID: 'void voided cancelled canceled storniert storno annulliert gutgeschrieben credited reversed deleted geloescht refunded erstattet',
    UNCOLLECTIBLE: 'uncollectible uncollectable writtenoff writeoff baddebt uneinbringlich abgeschrieben ausgebucht forderungsausfall',
  },
  orderStatus: {
    PENDING:
      'pending new neu open offen created placed draft entwurf received eingegangen angelegt erfasst awaitingpayment pendingpayment unpaid unbezahlt unfulfilled submitted cart ordered bestellt',
    PROCESSING:
      'processing inprogress paid bezahlt confirmed bestaetigt inbearbeitung bearbeitung packed packing picking picked accepted angenommen approved freigegeben kommissioniert kommissionierung authorised authorized produktion inproduktion inproduction readytoship versandbereit preparing allocated',
    IN_TRANSIT:
      'shipped intransit sent dispatched versandt versendet unterwegs verschickt outfordelivery shipping partiallyshipped teilgeliefert teilversandt inzustellung',
    DELIVERED:
      'delivered complete completed fulfilled closed done finished geliefert ausgeliefert zugestellt abgeschlossen erledigt fertig geschlossen invoiced fakturiert berechnet abgerechnet collected abgeholt',
    CANCELLED: 'cancelled canceled cancel void voided storniert storno abgebrochen annulliert rejected abgelehnt expired verfallen',
    RETURNED: 'returned refunded retoure retourniert zurueckgeschickt zurueckgegeben erstattet rueckgabe',
    PROBLEM:
      'problem failed failure error lost onhold hold held gesperrt exception fraud disputed backorder backordered blocked fehler fehlgeschlagen klaerung verloren rueckstand',
  },
  ticketStatus: {
    OPEN: 'open new neu offen created unassigned reopened wiedereroeffnet eingegangen todo triage submitted received unbearbeitet',
    IN_PROGRESS:
      'inprogress working inarbeit inbearbeitung bearbeitung assigned zugewiesen active started doing processing investigating escalated eskaliert wip',
    ON_HOLD:
      'onhold hold pending waiting waitingoncustomer waitingforcustomer waitingoncontact awaitingcustomer awaitingreply wartend warten wartet wartetaufkunde wartetaufkunden pausiert zurueckgestellt blocked snoozed paused rueckfrage deferred wiedervorlage',
    CLOSED:
      'closed solved resolved done fixed geschlossen erledigt geloest fertig abgeschlossen completed complete finished cancelled canceled archived archiviert rejected abgelehnt duplicate wontfix spam',
  },
  priority: {
    URGENT: 'urgent critical dringend kritisch sofort blocker highest hoechste emergency notfall immediate sehrhoch veryhigh',
    HIGH: 'high hoch wichtig important major',
    NORMAL: 'normal medium mittel standard regular default moderate',
    LOW: 'low niedrig gering minor lowest trivial verylow sehrniedrig unwichtig',
  },
};

const BY_WORD: Readonly<Record<Vocabulary, ReadonlyMap<string, string>>> = {
  invoiceStatus: byWord(WORDS.invoiceStatus),
  orderStatus: byWord(WORDS.orderStatus),
  ticketStatus: byWord(WORDS.ticketStatus),
  priority: byWord(WORDS.priority),
};

/** Our word for theirs, however it is written (`Part-paid`, `PART_PAID`); null = not known. */
export function ourWord(vocabulary: Vocabulary, theirs: string): string | null {
  const plain = theirs
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return BY_WORD[vocabulary].get(plain) ?? null;
}

function byWord(words: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(words).flatMap(([ours, theirs]) => theirs.split(' ').map((word) => [word, ours] as const)));
}
