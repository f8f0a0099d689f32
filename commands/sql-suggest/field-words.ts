// What columns for each field are called, in English and German, best names first, and of what kind they must be. Names are
// read as naming.ts reads them, joined without a gap. Another table of words: which tables are what, is role-words.ts.
import type { Role } from './role-words';
import type { Kind } from './tables';

export interface FieldRule {
  field: string;
  kinds: readonly Kind[];
  /** Whole names, the best first; with what to doubt where only this fits. */
  names: readonly (readonly [name: RegExp, doubt?: string])[];
  /** How many columns it may have. */
  most?: number;
}

const TEXT = ['text'] as const;
const WORD = ['text', 'integer'] as const;
const DAY = ['instant'] as const;
const NUMBER = ['decimal', 'integer'] as const;

const PLACE = '(billing|invoice|rechnungs?|bill|main|home|haupt|postal|mailing|contact|address|adresse|adr|post)?';
const NUMBERED = '(number|num|no|nr|nummer|code)';
const CENTS = '(in)?(cents?|ct|minor|pence|eur|euro)?';

/** A rule from words as regular expressions; a doubt follows the words it is about. */
function rule(field: string, kinds: readonly Kind[], names: readonly (string | readonly [string, string])[], most?: number): FieldRule {
  return {
    field,
    kinds,
    names: names.map((name) =>
      typeof name === 'string' ? ([new RegExp(`^(?:${name})$`)] as const) : ([new RegExp(`^(?:${name[0]})$`), name[1]] as const),
    ),
    ...(most === undefined ? {} : { most }),
  };
}

const PERSON_NAMES = [
  rule('givenName', TEXT, ['(first|given|fore)names?|vornamen?|fname|vname', 'first|given|rufname|prenom']),
  rule('familyName', TEXT, ['(last|family|sur|second)names?|nachnamen?|familienname|lname|nname|zuname', 'last|family|nom']),
];

const CREATED =
  'created(at|on|date|time|datetime)?|creat(e|ion)(date|time|datetime|d)?|date(time)?created|inserted(at|on)?|angelegt(am)?|anlage(datum)?|anlegedatum|erstellt(am)?|erstell(ungs)?datum|erfasst(am)?|erfassungsdatum';
const UPDATED =
  'updated(at|on|date|time)?|modified(at|on|date|time)?|changed(at|on)?|last(modified|updated?|changed?)(at|on|date)?|modification(date|time)|updatedate|modifieddate|geaendert(am)?|aenderungsdatum|letzteaenderung|aktualisiert(am)?|mtime|writedate';
const updatedAt = rule('updatedAt', DAY, [UPDATED]);

const total = rule('total', NUMBER, [
  `(grand|order|invoice)?total(amount|gross|incltax|price|sum|due|value)?${CENTS}|(amount|sum|price)total${CENTS}|gross(amount|total|sum|value)?${CENTS}|amountgross${CENTS}|brutto(betrag|summe|wert|preis)?${CENTS}|(gesamt|end|rechnungs|bestell|auftrags)(betrag|summe|brutto|preis|wert)${CENTS}|(betrag|summe|gesamt)brutto${CENTS}|(summe|gesamt|betrag)${CENTS}`,
  `amount(due)?${CENTS}|value${CENTS}|wert${CENTS}|sum${CENTS}|price${CENTS}|preis${CENTS}`,
  [
    `net(amount|total|sum|value)?${CENTS}|sub_?total${CENTS}|(total|amount|sum)net${CENTS}|netto(betrag|summe|wert)?${CENTS}|betragnetto${CENTS}`,
    'it sounds like the sum before tax',
  ],
]);
const currency = rule('currency', TEXT, [
  'currency(code|iso|isocode|key)?|cur|curr|ccy|waehrung(s?(code|kz|kennzeichen|schluessel))?|wkz|whrg|isocurrency',
]);
const status = rule('status', WORD, [
  `(current)?status(${NUMBERED}|name|text|kz|id|key)?|zustand|stat`,
  '(state|phase|stage)(code|id|name)?',
]);
const description = 'description|beschreibung|bezeichnung(1|en)?|bez|text|label';

/** The fields of each role, in the order in which they choose. A column that one field took is not offered to the next. */
export const FIELDS: Readonly<Record<Role, readonly FieldRule[]>> = {
  customers: [
    rule(
      'email',
      TEXT,
      [
        'e?mail(adresse?|address|addr|adr)?1?',
        '(primary|main|contact|kontakt|login|default)e?mail(address|adresse|addr|adr)?',
        '(work|business|office|company|private?|personal|billing|invoice|rechnungs?|alternat(iv)?e|secondary|second|other|weitere)e?mail(address|adresse|addr|adr)?|e?mail(address|adresse)?(2|3|work|business|private?|billing|rechnung|alternative|secondary|dienstlich)',
      ],
      5,
    ),
    rule(
      'phone',
      TEXT,
      [
        `(tele)?(phone|fon)${NUMBERED}?1?|tel(efon)?${NUMBERED}?1?|rufnummer`,
        `(primary|main|contact|kontakt|work|business|office|home|private?|day(time)?|festnetz)(phone|tel(ephone|efon)?)${NUMBERED}?|(phone|tel(efon)?)(work|business|private?|home|office|main|dienstlich|gesch(aeftlich)?|zentrale)`,
        `mobile?(phone|tel(efon)?|funk)?${NUMBERED}?|mobil|(cell|cellular)(phone)?${NUMBERED}?|handy${NUMBERED}?|(phone|tel(efon)?)(mobile?|cell|2|3)|phone${NUMBERED}?2`,
      ],
      5,
    ),
    ...PERSON_NAMES,
    rule('company', TEXT, [
      '(company|firm|organi[sz]ation|business)(name|title)?|firmen?(name|bezeichnung)?|firma1?|unternehmen(sname)?|employer|org(name)?|gesellschaft',
    ]),
    rule('name', TEXT, ['(full|display|complete|whole|person|contact|anzeige|gesamt)?name|ansprechpartner|name1|matchcode|bezeichnung']),
    rule('jobTitle', TEXT, ['job(title)?|funktion|beruf|stellung|contacttitle']),
    rule('language', TEXT, ['(preferred)?lang(uage)?(code|iso)?|locale|sprache?(code|kz|schluessel)?']),
    rule('taxId', TEXT, [
      '(vat|tax|ust|gst|tva|ein|fiscal)(id|ident|identification|reg|registration)?(no|nr|num|number|nummer|code)?|ustid(ent)?(nr|nummer)?|umsatzsteuerid|vatin|uid(nr|nummer)?|mwstnr|steuer(nummer|nr|id)',
    ]),
    rule('line1', TEXT, [
      `${PLACE}(street(address|line)?(1|line1|name)?|(address|adresse)(line)?1?|line1|addr1?|strasse(nname|hausnr|hausnummer|undnr)?|str|anschrift)`,
      '.+(street|strasse|address1)',
    ]),
    rule('city', TEXT, [`${PLACE}(city(name)?|town|ort(sname)?|stadt|wohnort|locality)`, '.+(city|stadt)']),
    rule('postalCode', WORD, [`${PLACE}(zip(code)?|postal(code)?|postcode|plz|postleitzahl)`, '.+(zip|zipcode|postalcode|postcode|plz)']),
    rule('country', TEXT, [
      `${PLACE}(country(code|iso|iso2|name)?|countrycode2|land(code|kz|eskennzeichen|iso)?|laender(code|kennzeichen|kz)|lkz|nation|staat)`,
      '.+(country|countrycode)',
    ]),
    rule('birthDate', DAY, ['birth(date|day)?|date_?of_?birth|dob|geburts(datum|tag)|geb(datum|dat|am|tag)?|dateofbirth']),
    rule('createdAt', DAY, [
      CREATED,
      '(opened|registered|joined|signedup)(at|on)?|regist(ration|er)date|signup(at|on|date)|since|(customer|member|kunde|kundin)(since|seit)|entrydate|eintrittsdatum',
    ]),
    updatedAt,
    rule('isOrganisation', ['boolean'], ['(is|ist)?(company|business|organi[sz]ation|firma|b2b|corporate)']),
  ],
  staff: [
    ...PERSON_NAMES,
    rule(
      'name',
      TEXT,
      ['(full|display|complete|anzeige)?name|bezeichnung', 'user_?name|login|kuerzel'].map((name) => name.replace('_?', '')),
    ),
    rule('email', TEXT, ['e?mail(adresse?|address|addr|adr)?1?', '(work|business|office|company|dienst)e?mail(address|adresse)?']),
  ],
  invoices: [
    rule('number', WORD, [
      `${NUMBERED}|(invoice|bill|rechnungs?|beleg|rg|re|document|faktura)${NUMBERED}`,
      'reference|ref|displayid|belegnr',
    ]),
    rule('issueDate', DAY, [
      '(invoice|invoiced|issued?|bill|billed|billing|rechnungs?|beleg|rg|re|faktura|document)(date|datum|on|at|dat|am)|ausgestellt(am)?|gestelltam|issued',
      'date(invoice|issued)?|datum|postingdate|buchungsdatum|day|tag',
      [CREATED, 'when the row was made may not be the date of the invoice'],
    ]),
    rule('dueDate', DAY, [
      'due|(payment)?due(date|on|at|by|dat)|date_?due|datedue|faellig(keit|am|keitsdatum|keitsdat|bis|datum)?|zahlbar(bis|am)|zahlungsziel|payby',
    ]),
    rule('balance', NUMBER, [
      `(open|outstanding|remaining|due|unpaid)(balance|amount|total)?${CENTS}|balance(due|open)?${CENTS}|(amount|total|sum)(due|open|outstanding|remaining|unpaid|residual)${CENTS}|offen(er|e)?(betrag|summe|posten)?${CENTS}|betragoffen${CENTS}|rest(betrag|summe|schuld)?${CENTS}|saldo${CENTS}`,
    ]),
    rule('paid', NUMBER, [
      `paid(amount|total|sum|sofar)?${CENTS}|(amount|total|sum)paid${CENTS}|bezahlt(er)?(betrag)?${CENTS}|(betrag|summe)bezahlt${CENTS}|gezahlt${CENTS}|zahlbetrag${CENTS}|(amount|total)received${CENTS}`,
    ]),
    total,
    currency,
    status,
    rule('isPaid', ['boolean'], ['(is|ist)?(paid|settled|bezahlt|beglichen|ausgeglichen)']),
  ],
  orders: [
    rule('number', WORD, [
      `${NUMBERED}|(order|sales?|bestell(ungs)?|auftrags?|sales?order|purchase)${NUMBERED}`,
      'reference|ref|displayid',
    ]),
    rule('placedAt', DAY, [
      '(order|ordered|placed?|sales?|sold|purchased?|bought|bestell(ung(s)?)?|bestellt|auftrags?|kauf|verkaufs?|booking|invoice|rechnungs?|rental)(date|datum|on|at|dat|am|time|eingang)',
      'date(order(ed)?|placed|sale)?|datum|day|tag|placed|ordered',
      [CREATED, 'when the row was made may not be when the order was placed'],
    ]),
    rule('cancelledAt', DAY, ['cancell?(ed|ation)(at|on|date)?|storn(o|iert|ierung)(datum|am|dat|sdatum)?']),
    rule('shippedAt', DAY, [
      '(shipped|dispatched|sent)(at|on|date)?|(ship|shipping|shipment|dispatch)(date|time)|vers(and|endet|andt)(datum|am|dat)?',
    ]),
    rule('deliveredAt', DAY, [
      'delivered(at|on|date)?|delivery(date|time)|geliefert(am)?|zugestellt(am)?|zustell(ungs)?datum|liefer(ungs)?(datum|dat)',
    ]),
    updatedAt,
    rule('refunded', NUMBER, [
      `(total)?refund(ed)?(amount|total|sum)?${CENTS}|(amount|total|sum)refunded${CENTS}|(rueck)?erstatt(et|ung|ungsbetrag)(betrag)?${CENTS}`,
    ]),
    total,
    currency,
    { ...status, names: [[/^(fulfil?lment|delivery|shipping|liefer|versand)status$/], ...status.names] },
    rule('carrier', TEXT, [
      'carrier(name|code)?|shipper(name)?|shipping(company|carrier|provider)|ship(via|pedby)|spediteur|spedition|paketdienst|versender|versanddienst(leister)?',
      'shipping(method|type)|versandart',
    ]),
    rule('trackingNumber', WORD, [`(parcel)?tracking(${NUMBERED}|id)?|sendungs?(nummer|nr|id)|paket(nummer|nr)|trackingcode`]),
  ],
  items: [
    rule('sku', WORD, [`sku|(article|artikel|product|produkt|item|material|part|teile)${NUMBERED}|art(nr|no)|ean|gtin|asin`]),
    rule('name', TEXT, [
      '(product|article|artikel|item|produkt|material)?(name|title|titel|bezeichnung)',
      `(product|article|artikel|item|produkt)?(${description})`,
    ]),
    rule('quantity', NUMBER, [
      'quantity(ordered)?|qty(ordered)?|menge|anzahl|stueck(zahl)?|count|units|orderqty|amount|pieces',
      '.+(qty|quantity|menge)',
    ]),
    rule('unitPrice', NUMBER, [
      `(unit|single|item|each|net|gross|piece)(price|cost|amount|preis)${CENTS}|(einzel|stueck|einheits|vk)(preis|betrag)${CENTS}|epreis${CENTS}|price(each|perunit|unit|peritem)${CENTS}|(price|preis|rate)${CENTS}|ep|vk`,
    ]),
  ],
  tickets: [
    rule('number', WORD, [
      `${NUMBERED}|(ticket|case|request|issue|enquiry|inquiry|anfrage|vorgangs?|incident)${NUMBERED}`,
      'reference|ref|displayid',
    ]),
    rule('subject', TEXT, [
      'subject|title|titel|betreff|summary|headline|thema|topic|kurztext|ueberschrift|name',
      'shortdescription|kurzbeschreibung|question|frage',
    ]),
    rule('channel', TEXT, ['channel|kanal|via|source|quelle|origin|medium|eingangskanal|kontaktweg']),
    status,
    rule('priority', WORD, [`prio(rity|ritaet)?(id|${NUMBERED}|name|level)?`, 'urgency|dringlichkeit|severity|importance|wichtigkeit']),
    rule('firstReplyAt', DAY, [
      'first(reply|replied|response|responded|answer|answered)(at|on|date|time)?|erste(antwort|reaktion)(am|datum)?|erstantwort(am|datum)?|respondedat',
    ]),
    rule('solvedAt', DAY, [
      '(solved|resolved|closed|completed|done|finished)(at|on|date|time)?|resolution(date|time)|close(date|time)?|geloest(am)?|erledigt(am)?|geschlossen(am)?|abgeschlossen(am)?|abschlussdatum|schlussdatum',
    ]),
    rule('slaDueAt', DAY, [
      '(sla)?(due|deadline)(at|on|date|by)?|sla(breach|target|until|bis)?(at|on)?|frist(ende|bis)?|faellig(am|bis)?|zieldatum',
    ]),
    rule('createdAt', DAY, [
      `${CREATED}|(opened|reported|received|submitted|raised|asked)(at|on|date)?|open(date|time)|eingang(sdatum|am)?|gemeldet(am)?|eroeffnet(am)?|eingegangen(am)?`,
      'date|datum|timestamp|zeitpunkt|(ticket|case|request|enquiry|anfrage)(date|datum)',
    ]),
    updatedAt,
    rule('ratingComment', TEXT, ['(rating|satisfaction|feedback|csat|bewertungs?)(comment|text|kommentar)|feedback']),
    rule('ratedAt', DAY, ['rated(at|on)?|rating(at|date)|bewertet(am)?']),
    rule('rating', NUMBER, ['rating|satisfaction(score|rating)?|csat(score)?|score|stars|bewertung|note|zufriedenheit|sterne']),
  ],
  comments: [
    rule('body', TEXT, [
      'body|(message|comment|note|reply)?(text|body|content|message|comment)|inhalt|nachricht|kommentar|notiz|antwort|note|html|beschreibung|description',
    ]),
    rule('at', DAY, [
      `${CREATED}|(sent|posted|written|replied|received)(at|on)?|(message|comment|note)?(date|datum|time|timestamp)|at|zeitpunkt|gesendet(am)?|geschrieben(am)?|zeit`,
    ]),
    rule('public', ['boolean'], ['(is)?(public|oeffentlich|visible)(tocustomer)?|sichtbar']),
    rule('internal', ['boolean'], ['(is)?(internal|private|intern|privat)(note)?']),
    rule('fromCustomer', ['boolean'], ['(is)?(from|by)(the)?customer|(is)?(incoming|inbound)|vonkunde|customerreply|fromclient|eingehend']),
  ],
};
