// Names of mailboxes that belong to a function and not to a person, in the languages customers write in. Data for email.ts.

/** Local parts, lower case, without separators where they are usually written together. */
export const ROLE_WORDS: ReadonlySet<string> = new Set(
  `
  info infos information informations informacion sales support supportteam billing office contact contactus hello hi hey admin administrator
  administration accounts account accounting accountspayable accountsreceivable team help helpdesk service services servicedesk
  customerservice customercare customersupport care enquiries enquiry inquiries inquiry reception frontdesk mail mailbox email post
  postmaster webmaster hostmaster abuse security privacy dpo gdpr legal compliance hr jobs job career careers recruiting recruitment
  people payroll press media marketing newsletter news pr events booking bookings reservations reservation orders order shop store
  returns shipping logistics warehouse purchasing procurement purchase buyer finance financial invoice invoices invoicing payments
  payment tax ap ar it itsupport sysadmin root tech technical engineering dev developers ops operations devops hosting partners partner
  partnerships affiliates feedback suggestions complaints community members membership subscriptions management board ceo cfo cto coo
  secretary director directors staff all everyone group company business b2b export import research lab studio school

  kontakt buero büro vertrieb verkauf einkauf buchhaltung rechnung rechnungen rechnungswesen kundenservice kundendienst kundenbetreuung
  zentrale empfang sekretariat verwaltung geschaeftsfuehrung geschäftsführung gf personal bewerbung bewerbungen karriere presse
  datenschutz technik bestellung bestellungen auftrag auftraege aufträge retouren versand lager hallo anfrage anfragen termin termine
  praxis kanzlei werkstatt vorstand verein mahnung

  bonjour accueil commercial commerciale commerciaux comptabilite comptabilité facturation factures facture ventes vente achats achat
  serviceclient serviceclients secretariat secrétariat direction commande commandes livraison rh recrutement contactez reclamations

  hola contacto ventas soporte facturacion facturación administracion administración atencion atención atencionalcliente ayuda oficina
  compras contabilidad pedidos clientes reclamaciones rrhh gerencia recepcion recepción

  ola olá contato vendas suporte financeiro comercial atendimento faturamento faturacao faturação compras contabilidade cobranca cobrança
  pedidos sac ajuda escritorio escritório

  ciao contatti contatto vendite amministrazione assistenza ufficio segreteria fatture fatturazione ordini acquisti contabilita
  contabilità clienti preventivi

  verkoop klantenservice klantendienst boekhouding facturen factuur administratie inkoop bestellingen receptie

  biuro sprzedaz sprzedaż faktury faktura ksiegowosc księgowość zamowienia zamówienia pomoc obsluga obsługa obchod fakturace podpora
  prodej ucetni účetní objednavky objednávky recepce ugyfelszolgalat ügyfélszolgálat iroda szamlazas számlázás penzugy pénzügy

  salg kundeservice kundservice kundtjanst kundtjänst regnskab regnskap ekonomi okonomi økonomi forsaljning försäljning bokforing
  bokföring asiakaspalvelu myynti laskutus toimisto posti

  satis satış destek bilgi iletisim iletişim muhasebe siparis sipariş
  `
    .trim()
    .split(/\s+/),
);
