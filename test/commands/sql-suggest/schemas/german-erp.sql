-- An ERP of many years: German, Hungarian notation, no foreign key, one key of two columns, one table without any.
create table "tblKunden" (
  "lngKundenNr" int primary key, "strVorname" varchar(50), "strName" varchar(50), "strFirma" varchar(80), "strStrasse" varchar(80),
  "strPLZ" varchar(10), "strOrt" varchar(50), "strLand" varchar(40), "strTelefon" varchar(40), "strMobil" varchar(40), "strEMail" varchar(80),
  "strUStIdNr" varchar(20), "datGeburtsdatum" date, "lngMitarbeiterNr" int, "dtmAngelegtAm" timestamp
);
create table "tblMitarbeiter" ("lngMitarbeiterNr" int primary key, "strVorname" varchar(50), "strNachname" varchar(50), "strEMail" varchar(80));
create table "tblLieferanten" ("lngLieferantNr" int primary key, "strFirma" varchar(80), "strTelefon" varchar(40), "strEMail" varchar(80), "strOrt" varchar(50));
create table "tblRechnungskopf" (
  "strRechnungsNr" varchar(20) primary key, "lngKundenNr" int not null, "datRechnungsdatum" date, "datFaelligAm" date,
  "curBruttobetrag" numeric(12, 2), "curBezahlt" numeric(12, 2), "strStatus" varchar(20)
);
create table "tblAuftraege" (
  "lngAuftragNr" int, "lngKundenNr" int, "lngMitarbeiterNr" int, "datAuftragsdatum" date, "curGesamtbetrag" numeric(12, 2), "strWaehrung" char(3),
  "strStatus" varchar(20), "datVersanddatum" date, "strSendungsnummer" varchar(40)
);
create table "tblAuftragspositionen" (
  "lngAuftragNr" int, "intPosNr" int, "strArtikelNr" varchar(20), "strBezeichnung" varchar(80), "dblMenge" float8, "curEinzelpreis" numeric(12, 2),
  primary key ("lngAuftragNr", "intPosNr")
);
create table "tblVorgaenge" (
  "lngVorgangNr" int primary key, "lngKundenNr" int, "strBetreff" varchar(80), "strStatus" varchar(20), "strPrioritaet" varchar(20), "dtmErstelltAm" timestamp
);

insert into "tblKunden" ("lngKundenNr", "strVorname", "strName", "strLand") values (1, 'Erika', 'Mustermann', 'Deutschland'), (2, 'Max', 'Muster', 'Österreich');
insert into "tblMitarbeiter" values (1, 'Vera', 'Verkauf', null);
insert into "tblRechnungskopf" values ('R1', 1, '2026-01-01', '2026-02-01', 100, 0, 'offen'), ('R2', 1, '2026-01-01', '2026-02-01', 100, 100, 'bezahlt'), ('R3', 1, '2026-01-01', null, 5, null, 'Überfällig');
insert into "tblAuftraege" values (1, 1, 1, '2026-01-01', 100, 'EUR', 'versandt', null, null), (2, 1, 1, '2026-01-02', 1, 'EUR', null, null, null);
insert into "tblAuftragspositionen" values (1, 1, 'A1', 'Stift', 1, 100);
insert into "tblVorgaenge" values (1, 1, 'Frage', 'in Bearbeitung', 'hoch', now());
