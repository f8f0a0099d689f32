// Short and pet forms of given names. Data for name.ts. A form may belong to several names ("alex"); the names it belongs to
// are not thereby one another: Alexander is not Alexandra.

const FORMS = `
  abigail: abby gail
  albert: al bert bertie
  alexander: alex alec sandy xander sasha sascha
  alexandra: alex alexa sandra sandy sasha sascha
  alfred: al alf fred freddie
  amanda: mandy
  andreas: andi
  andrew: andy drew
  anna: anni annie
  anthony: tony
  antonio: tony toni
  antonia: toni
  arthur: art
  barbara: barb babs
  benedict: ben
  benjamin: ben benny benji
  bernard: bernie
  bernhard: bernd
  bradley: brad
  carolyn: carol carrie
  catherine: cathy kate katie cat
  charles: charlie chuck chas
  charlotte: charlie lottie
  christian: chris
  christina: chris christie tina
  christine: chris chrissy tina
  christopher: chris kit topher
  christoph: chris
  daniel: dan danny
  daniela: dani
  david: dave davey
  deborah: debbie deb
  dmitri: dima
  dmitry: dima
  donald: don donny
  dorothy: dot dottie
  edward: ed eddie ned ted teddy
  eleanor: ellie nell nora
  elizabeth: liz lizzie beth betty eliza libby
  elisabeth: lisa elsa sissi lisbeth
  emily: em emmy
  eugene: gene
  ferdinand: ferdi
  francis: frank
  frances: fran
  francesco: franco
  francisco: paco pancho
  franz: franzl
  frederick: fred freddie
  friedrich: fritz
  gabriel: gabe
  gabriela: gabi gaby
  gabriele: gabi gaby
  gerald: gerry jerry
  gerhard: gerd
  gertrude: trudy
  giovanni: gianni
  giuseppe: beppe pino
  gregory: greg
  guillermo: memo
  hannah: hanna
  heinrich: heinz heiner
  helen: nell
  henry: harry hank
  ignacio: nacho
  isabel: isa
  isabella: bella isa izzy
  jacob: jake
  jacqueline: jackie
  jakob: jockel
  james: jim jimmy jamie
  janet: jan
  jennifer: jen jenny
  jeffrey: jeff
  jeremy: jerry
  jessica: jess jessie
  joachim: jochen achim
  johann: hans hannes
  johannes: hans hannes jo
  john: jack johnny jon
  jonathan: jon jonny nathan
  jose: pepe
  joseph: joe joey
  josef: sepp jupp
  joshua: josh
  judith: judy
  juergen: juergi
  katarzyna: kasia
  katharina: kathi kati katja
  katherine: kathy kate katie kat
  kathleen: kathy kate
  kenneth: ken kenny
  kimberly: kim
  lawrence: larry
  leonard: len lenny leo
  leonardo: leo
  luis: lucho
  madeleine: maddie
  magdalena: lena magda
  malgorzata: gosia
  manuel: manu manolo
  margaret: maggie meg peggy marge
  margarete: grete gretel
  martin: marty
  mary: molly polly
  matthew: matt
  matthias: matze
  maximilian: max maxi
  megan: meg
  melanie: mel
  melissa: mel missy
  michael: mike mick mickey michi
  mikhail: misha
  miguel: mike
  mohammed: mo
  natalie: nat
  nathan: nate
  nathaniel: nate nathan
  nicholas: nick nicky
  nicola: nicky
  nicole: nicky nikki
  nikolaus: klaus niko
  nikolai: kolya
  olivia: liv livvy
  oliver: ollie oli
  pamela: pam
  patricia: pat patty trish tricia
  patrick: pat paddy
  penelope: penny
  peter: pete
  philip: phil
  phillip: phil
  rafael: rafa
  raymond: ray
  rebecca: becky becca
  richard: rick ricky rich dick
  robert: bob bobby rob robbie
  roberto: beto
  ronald: ron ronnie
  rudolf: rudi
  samantha: sam sammy
  samuel: sam sammy
  sebastian: seb basti
  sergei: seryozha
  solomon: sol
  sophia: sophie
  stephen: steve stevie
  steven: steve stevie
  stephanie: steph steffi
  stefanie: steffi
  stefan: steff
  susan: sue susie suzy
  susanne: susi sanne
  tamara: tammy
  tatiana: tanya
  terence: terry
  teresa: terry tess
  theodore: ted teddy theo
  theresa: terry tess resi
  thomas: tom tommy
  timothy: tim timmy
  ulrich: uli ulli
  ulrike: uli ulli
  valerie: val
  victor: vic
  victoria: vicky tori
  vincent: vince vinny
  vladimir: vova volodya
  walter: walt
  wilhelm: willi willy
  william: bill billy will willy liam
  wolfgang: wolf
  yevgeny: zhenya
  zachary: zach zack
`;

const NAMES_BY_FORM = new Map<string, ReadonlySet<string>>();
for (const line of FORMS.trim().split('\n')) {
  const [name = '', forms = ''] = line.trim().split(': ');
  for (const form of [name, ...forms.split(' ')]) NAMES_BY_FORM.set(form, new Set([...(NAMES_BY_FORM.get(form) ?? []), name]));
}

/** True where both can be short for one name, or one is short for the other. Takes folded tokens. Symmetric. */
export function shareNickname(a: string, b: string): boolean {
  const namesOfA = NAMES_BY_FORM.get(a);
  const namesOfB = NAMES_BY_FORM.get(b);
  if (namesOfA === undefined || namesOfB === undefined) return false;
  for (const name of namesOfA) if (namesOfB.has(name)) return true;
  return false;
}
